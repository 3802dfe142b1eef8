package dev.gori.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event loop after libuv's model: one thread that waits for whatever happens next and runs its
 * callback, in a fixed order of phases. {@link #run} shows the phases.
 *
 * <p>An exception that a callback throws leaves {@code run}; what was due behind it is kept, so
 * {@code run} may be called again.
 *
 * <p>Thread: the loop belongs to the thread that runs it. While it does not run, any one thread may
 * use it. {@link #stop} and {@link Async#send} may be called from anywhere.
 */
public final class EventLoop implements AutoCloseable {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long WAIT_FOR_EVER = -1;
  private static final int READ_BUFFER_SIZE = 64 * 1024;

  // Sources of chance, and options.
  private final Clock clock;
  private final Poller poller;
  private final CompletionOrder completionOrder;
  private final Entropy entropy;
  private final @Nullable LoopObserver observer;
  private final boolean recordCreation;
  private final int maxEventsPerPoll;
  final WorkerPool pool;
  private final boolean ownsPool;

  // The queues of the phases.
  final TimerHeap timers = new TimerHeap();
  final WatcherList idleWatchers = new WatcherList();
  final WatcherList prepareWatchers = new WatcherList();
  final WatcherList checkWatchers = new WatcherList();
  private final ArrayDeque<Resource> pending = new ArrayDeque<>();
  private final ArrayDeque<Handle> closing = new ArrayDeque<>();
  long nextTimerSequence;

  // What other threads hand over.
  private final Mailbox posted = new Mailbox();
  private final Mailbox completed = new Mailbox();
  private final ArrayList<Resource> finishedJobs = new ArrayList<>();
  private volatile boolean waiting;

  // I/O.
  private @Nullable Selector selector;
  private int registeredChannels;
  private boolean channelsClosed;
  private ChannelHandle[] ready = new ChannelHandle[64];
  private int readyCount;
  private final Consumer<SelectionKey> collectReady = this::collectReady;
  private @Nullable ByteBuffer readBuffer;
  private final SpareDescriptor spareDescriptor = new SpareDescriptor();

  // What keeps the loop alive.
  int activeHandles;
  private int activeRequests;
  private int openHandles;
  private @Nullable Handle firstHandle;
  private @Nullable Handle lastHandle;
  private @Nullable Request firstRequest;
  private @Nullable Request lastRequest;

  // Where the loop stands.
  private final long startNanos;
  private long now;
  private long iteration;
  private Phase phase = Phase.TIMERS;
  private int callbacksInPhase;
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;
  private boolean interrupted;
  private boolean closed;
  private Runnable flush = () -> {};

  private EventLoop(Builder builder) {
    clock = builder.clock;
    poller = builder.poller;
    completionOrder = builder.completionOrder;
    entropy = builder.entropy;
    observer = builder.observer;
    recordCreation = builder.recordCreation;
    maxEventsPerPoll = builder.maxEventsPerPoll;
    WorkerPool given = builder.pool;
    ownsPool = given == null;
    pool = given == null ? new WorkerPool(builder.poolSize) : given;
    startNanos = clock.nanoTime();
  }

  /** Starts the description of a loop. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs the loop. Each iteration is a pass through these phases.
   *
   * @return whether something still keeps the loop alive
   * @throws IllegalStateException if it runs already, or is closed
   */
  public boolean run(RunMode mode) {
    enterThread();
    try {
      boolean alive = alive();
      if (!alive) {
        updateTime();
      }
      while (alive && !stopped) {
        beginIteration();
        runTimers();
        boolean ranPending = runPending();
        runIdle();
        runPrepare();
        poll(mode == RunMode.DEFAULT || (mode == RunMode.ONCE && !ranPending));
        runChecks();
        runClosing();
        if (mode == RunMode.ONCE) {
          runTimersDueAfterWait();
        }
        endIteration();
        alive = alive();
        if (mode != RunMode.DEFAULT) {
          break;
        }
      }
      return alive;
    } finally {
      leaveThread();
    }
  }

  // ---- phases ----

  private void runTimers() {
    if (timers.size() == 0) {
      return;
    }
    beginPhase(Phase.TIMERS);
    long passNow = now;
    long startedInPass = nextTimerSequence;
    try {
      Timer timer = timers.first();
      while (timer != null && timer.due <= passNow && timer.sequence < startedInPass) {
        timer.deliver();
        timer = timers.first();
      }
    } finally {
      endPhase();
    }
  }

  /** {@link RunMode#ONCE} promises progress: the wait may have ended because a timer is due. */
  private void runTimersDueAfterWait() {
    updateTime();
    runTimers();
  }

  private boolean runPending() {
    int count = pending.size();
    if (count == 0) {
      return false;
    }
    beginPhase(Phase.PENDING);
    try {
      for (; count > 0; count--) {
        pending.removeFirst().deliverLate();
      }
    } finally {
      endPhase();
    }
    return true;
  }

  private void runIdle() {
    runWatchers(Phase.IDLE, idleWatchers);
  }

  private void runPrepare() {
    runWatchers(Phase.PREPARE, prepareWatchers);
  }

  private void runChecks() {
    runWatchers(Phase.CHECK, checkWatchers);
  }

  private void runWatchers(Phase watchersPhase, WatcherList watchers) {
    if (watchers.isEmpty()) {
      return;
    }
    beginPhase(watchersPhase);
    try {
      watchers.run();
    } finally {
      endPhase();
    }
  }

  private void poll(boolean mayWait) {
    beginPhase(Phase.POLL);
    try {
      waitForEvents(mayWait ? pollTimeout() : 0);
      updateTime();
      int budget = deliverReady(maxEventsPerPoll);
      budget = deliverPosted(budget);
      deliverFinishedJobs(budget);
    } finally {
      endPhase();
    }
  }

  private void runClosing() {
    if (closing.isEmpty()) {
      return;
    }
    beginPhase(Phase.CLOSING);
    try {
      giveBackClosedChannels();
      for (int count = closing.size(); count > 0; count--) {
        closing.removeFirst().finishClose();
      }
    } finally {
      endPhase();
    }
  }

  // ---- the poll phase ----

  /**
   * How long the poll phase may wait: not at all if the loop was stopped, if nothing is alive, or
   * if there is work for the phases behind or ahead (pending callbacks, idle watchers, handles to
   * close); else until the nearest timer is due; else for ever (-1).
   */
  long pollTimeout() {
    if (stopped
        || (activeHandles == 0 && activeRequests == 0)
        || !pending.isEmpty()
        || !idleWatchers.isEmpty()
        || !closing.isEmpty()) {
      return 0;
    }
    Timer nearest = timers.first();
    return nearest == null ? WAIT_FOR_EVER : Math.max(0, nearest.due - now);
  }

  private void waitForEvents(long timeoutMillis) {
    if (timeoutMillis == 0 && registeredChannels == 0) {
      if (observer != null) {
        observer.waitBegin(this, 0);
        observer.waitEnd(this, 0);
      }
      return;
    }
    Selector open = selector();
    waiting = true;
    // From here on a post wakes the selector; what was posted before is seen now.
    long timeout = posted.isEmpty() && completed.isEmpty() && !stopped ? timeoutMillis : 0;
    if (observer != null) {
      observer.waitBegin(this, timeout);
    }
    try {
      poller.poll(open, timeout, collectReady);
    } catch (IOException e) {
      throw new UncheckedIOException("the selector failed", e);
    } finally {
      waiting = false;
    }
    if (Thread.interrupted()) {
      // An interrupt would end every further wait at once. It asks the loop to end, so it does.
      interrupted = true;
      stopped = true;
    }
    if (observer != null) {
      observer.waitEnd(this, readyCount);
    }
  }

  private void collectReady(SelectionKey key) {
    if (!key.isValid()) {
      return;
    }
    ChannelHandle handle = (ChannelHandle) key.attachment();
    handle.readyOps |= key.readyOps();
    if (readyCount == ready.length) {
      ready = Arrays.copyOf(ready, readyCount * 2);
    }
    ready[readyCount++] = handle;
  }

  private int deliverReady(int budget) {
    int count = readyCount;
    int delivered = 0;
    try {
      int limit = Math.min(count, budget);
      while (delivered < limit) {
        ready[delivered++].deliver();
      }
    } finally {
      for (int i = delivered; i < count; i++) {
        putOff(ready[i]);
      }
      readyCount = 0;
    }
    return budget - delivered;
  }

  private int deliverPosted(int budget) {
    int left = budget;
    Resource resource = posted.takeAll();
    try {
      while (resource != null && left > 0) {
        Resource current = resource;
        resource = current.nextPosted;
        left--;
        current.deliver();
      }
    } finally {
      while (resource != null) {
        Resource current = resource;
        resource = current.nextPosted;
        pending.addLast(current);
      }
    }
    return left;
  }

  private void deliverFinishedJobs(int budget) {
    int left = budget;
    for (Resource job = completed.takeAll(); job != null; job = job.nextPosted) {
      finishedJobs.add(job);
    }
    if (finishedJobs.isEmpty()) {
      return;
    }
    int delivered = 0;
    int count = finishedJobs.size();
    try {
      while (delivered < count && left > 0) {
        chooseJob(delivered, count);
        left--;
        finishedJobs.get(delivered++).deliver();
      }
    } finally {
      for (int i = delivered; i < count; i++) {
        pending.addLast(finishedJobs.get(i));
      }
      finishedJobs.clear();
    }
  }

  /** Moves the job that the completion order wants next to the front of those that wait. */
  private void chooseJob(int from, int to) {
    if (to - from > 1 && completionOrder != SystemSources.FIRST_IN) {
      int chosen = completionOrder.next(to - from);
      finishedJobs.add(from, finishedJobs.remove(from + chosen));
    }
  }

  /** Called by any thread. */
  void post(Resource resource) {
    posted.post(resource);
    wake();
  }

  /** Called by any thread. */
  void complete(WorkRequest<?> request) {
    completed.post(request);
    wake();
  }

  private void wake() {
    if (waiting) {
      waiting = false;
      Selector open = selector;
      if (open != null) {
        open.wakeup();
      }
    }
  }

  // ---- channels ----

  SelectionKey register(SelectableChannel channel, ChannelHandle handle) throws IOException {
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector(), 0, handle);
    registeredChannels++;
    return key;
  }

  /** A registered channel was closed. */
  void unregistered() {
    registeredChannels--;
    channelsClosed = true;
  }

  /**
   * A selector holds on to a closed channel, and so to its port, until it next selects. Close
   * callbacks may rely on the port being free, so select now. Readiness is level-triggered: what is
   * ignored here is found again by the poll phase.
   */
  private void giveBackClosedChannels() {
    Selector open = selector;
    if (!channelsClosed || open == null) {
      return;
    }
    channelsClosed = false;
    try {
      open.selectNow(key -> {});
    } catch (IOException e) {
      throw new UncheckedIOException("the selector failed", e);
    }
  }

  private Selector selector() {
    Selector open = selector;
    if (open == null) {
      try {
        open = Selector.open();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot open a selector", e);
      }
      selector = open;
    }
    return open;
  }

  /** The buffer that every stream reads into; its content is valid during one callback. */
  ByteBuffer readBuffer() {
    ByteBuffer buffer = readBuffer;
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(READ_BUFFER_SIZE);
      readBuffer = buffer;
    }
    return buffer.clear();
  }

  /** Kept from the first server on. */
  SpareDescriptor spareDescriptor() {
    spareDescriptor.take();
    return spareDescriptor;
  }

  // ---- time ----

  /** Milliseconds since the loop was made, as they were when the iteration began or polled. */
  public long now() {
    return now;
  }

  /** Reads the clock anew; worth a call after a long computation. */
  public void updateTime() {
    now = (clock.nanoTime() - startNanos) / NANOS_PER_MILLI;
  }

  /** Nanoseconds since the loop was made, read from the clock. */
  public long nanoTime() {
    return clock.nanoTime() - startNanos;
  }

  /** The loop's clock. */
  public Clock clock() {
    return clock;
  }

  /** The loop's source of random bytes. */
  public Entropy entropy() {
    return entropy;
  }

  // ---- work ----

  /** Runs a job on the worker pool and then its callback in the poll phase. */
  public <T> WorkRequest<T> work(Callable<T> job, WorkCallback<T> callback) {
    return work("work", job, callback);
  }

  /** As {@link #work(Callable, WorkCallback)}, with the kind that listings show. */
  public <T> WorkRequest<T> work(String kind, Callable<T> job, WorkCallback<T> callback) {
    return submit(kind, false, job, callback);
  }

  /**
   * Resolves a host name. The callback gets the addresses in the resolver's order, or an {@link
   * UvException} with one of the {@code EAI_} codes.
   *
   * @param family which addresses are wanted
   */
  public WorkRequest<List<InetAddress>> lookup(
      String host, AddressFamily family, WorkCallback<List<InetAddress>> callback) {
    return submit("getaddrinfo", true, () -> NameLookup.addressesOf(host, family), callback);
  }

  /** Finds the host name of an address; {@code EAI_NONAME} if there is none. */
  public WorkRequest<String> reverseLookup(InetAddress address, WorkCallback<String> callback) {
    return submit("getnameinfo", true, () -> NameLookup.nameOf(address), callback);
  }

  private <T> WorkRequest<T> submit(
      String kind, boolean slow, Callable<T> job, WorkCallback<T> callback) {
    assertOnLoop();
    WorkRequest<T> request = new WorkRequest<>(this, kind, slow, job, callback);
    pool.submit(request);
    return request;
  }

  // ---- handles, requests, and what keeps the loop alive ----

  /**
   * Whether there is a reason to go on: an active handle with a reference, an active request, a
   * handle to close, or a callback that was put off.
   */
  public boolean alive() {
    return activeHandles > 0 || activeRequests > 0 || !closing.isEmpty() || !pending.isEmpty();
  }

  /** All open handles, in the order of their creation. */
  public List<Handle> handles() {
    assertOnLoop();
    List<Handle> all = new ArrayList<>(openHandles);
    for (Handle handle = firstHandle; handle != null; handle = handle.next) {
      all.add(handle);
    }
    return all;
  }

  /** All active requests, in the order of their start. */
  public List<Request> requests() {
    assertOnLoop();
    List<Request> all = new ArrayList<>(activeRequests);
    for (Request request = firstRequest; request != null; request = request.next) {
      all.add(request);
    }
    return all;
  }

  /** How many timers are started. */
  public int timerCount() {
    return timers.size();
  }

  /** How many callbacks were put off to the next pending phase. */
  public int pendingCount() {
    return pending.size();
  }

  /** How many handles wait for the closing phase. */
  public int closingCount() {
    return closing.size();
  }

  /** How many handles keep the loop alive. */
  public int activeHandleCount() {
    return activeHandles;
  }

  /** How many requests are under way. */
  public int activeRequestCount() {
    return activeRequests;
  }

  /** The pool on which its jobs run. */
  public WorkerPool pool() {
    return pool;
  }

  /** The number of the current or last iteration. */
  public long iteration() {
    return iteration;
  }

  /** The current phase; the last one when the loop does not run. */
  public Phase phase() {
    return phase;
  }

  boolean recordsCreation() {
    return recordCreation;
  }

  void adopt(Handle handle) {
    assertOnLoop();
    if (closed) {
      throw new IllegalStateException("the loop is closed");
    }
    Handle last = lastHandle;
    if (last == null) {
      firstHandle = handle;
    } else {
      last.next = handle;
      handle.previous = last;
    }
    lastHandle = handle;
    openHandles++;
  }

  void forget(Handle handle) {
    Handle before = handle.previous;
    Handle after = handle.next;
    if (before == null) {
      firstHandle = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      lastHandle = before;
    } else {
      after.previous = before;
    }
    handle.previous = null;
    handle.next = null;
    openHandles--;
  }

  void adopt(Request request) {
    assertOnLoop();
    if (closed) {
      throw new IllegalStateException("the loop is closed");
    }
    Request last = lastRequest;
    if (last == null) {
      firstRequest = request;
    } else {
      last.next = request;
      request.previous = last;
    }
    lastRequest = request;
    activeRequests++;
  }

  void forget(Request request) {
    Request before = request.previous;
    Request after = request.next;
    if (before == null) {
      firstRequest = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      lastRequest = before;
    } else {
      after.previous = before;
    }
    request.previous = null;
    request.next = null;
    activeRequests--;
  }

  void closeSoon(Handle handle) {
    closing.addLast(handle);
  }

  /** Puts an I/O callback off to the next pending phase. */
  void putOff(ChannelHandle handle) {
    if (!handle.isPutOff) {
      handle.isPutOff = true;
      pending.addLast(handle);
    }
  }

  // ---- bookkeeping of run() ----

  private void enterThread() {
    Thread current = Thread.currentThread();
    if (closed || thread != null) {
      throw new IllegalStateException(closed ? "the loop is closed" : "the loop runs already");
    }
    thread = current;
  }

  private void leaveThread() {
    thread = null;
    stopped = false;
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
  }

  private void beginIteration() {
    iteration++;
    updateTime();
    if (observer != null) {
      observer.iterationBegin(this, iteration);
    }
  }

  private void endIteration() {
    if (observer != null) {
      observer.iterationEnd(this, iteration);
    }
  }

  private void beginPhase(Phase begun) {
    phase = begun;
    callbacksInPhase = 0;
    if (observer != null) {
      observer.phaseBegin(this, begun);
    }
  }

  private void endPhase() {
    int callbacks = callbacksInPhase;
    if (callbacks > 0) {
      flushBatch();
    }
    if (observer != null) {
      observer.phaseEnd(this, phase, callbacks);
    }
  }

  private void flushBatch() {
    if (observer != null) {
      observer.flushBegin(this, phase);
    }
    flush.run();
    if (observer != null) {
      observer.flushEnd(this, phase);
    }
  }

  /** Brackets every callback. */
  void enter(Resource resource) {
    callbacksInPhase++;
    if (observer != null) {
      observer.callbackBegin(this, phase, resource);
    }
  }

  void leave(Resource resource) {
    if (observer != null) {
      observer.callbackEnd(this, phase, resource);
    }
  }

  /**
   * Sets what runs, on the loop thread, at the end of every phase in which a callback ran. A client
   * that gathers events, to handle all of a phase at once, handles them there.
   */
  public void batch(Runnable flush) {
    assertOnLoop();
    this.flush = flush;
  }

  /**
   * Lets {@link #run} return at the end of the current iteration, whose poll phase does not wait.
   * Before a run: that run does nothing. Thread: any.
   */
  public void stop() {
    stopped = true;
    wake();
  }

  /**
   * Checks that the caller may use the loop.
   *
   * @throws IllegalStateException if another thread runs it
   */
  public void assertOnLoop() {
    Thread owner = thread;
    if (owner != null && owner != Thread.currentThread()) {
      throw new IllegalStateException(
          "the loop is run by " + owner.getName() + ", not by " + Thread.currentThread().getName());
    }
  }

  /**
   * Gives everything back: closes the handles that are open, drops the requests under way and ends
   * the pool, if it is the loop's own. No callback runs. A second close does nothing.
   *
   * @throws IllegalStateException if the loop runs
   */
  @Override
  public void close() {
    if (thread != null) {
      throw new IllegalStateException("the loop runs");
    }
    if (closed) {
      return;
    }
    for (Handle handle : handles()) {
      handle.discard();
      forget(handle);
    }
    closed = true;
    closing.clear();
    pending.clear();
    for (Request request : requests()) {
      request.end();
    }
    if (ownsPool) {
      pool.close();
    } else {
      pool.removeAllOf(this);
    }
    spareDescriptor.close();
    Selector open = selector;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close the selector", e);
      }
    }
  }

  /** Describes a loop. Not safe for use by several threads at once. */
  public static final class Builder {
    private Clock clock = Clock.system();
    private Poller poller = Poller.system();
    private CompletionOrder completionOrder = CompletionOrder.firstIn();
    private Entropy entropy = Entropy.system();
    private @Nullable LoopObserver observer;
    private boolean recordCreation;
    private int maxEventsPerPoll = 1024;
    private @Nullable WorkerPool pool;
    private int poolSize = 4;

    private Builder() {}

    /** The source of time. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** Waits for I/O and orders it. */
    public Builder poller(Poller poller) {
      this.poller = poller;
      return this;
    }

    /** The order in which finished jobs are delivered. */
    public Builder completionOrder(CompletionOrder order) {
      this.completionOrder = order;
      return this;
    }

    /** The source of random bytes. */
    public Builder entropy(Entropy entropy) {
      this.entropy = entropy;
      return this;
    }

    /** A pool that the loop shares with others; the caller closes it. */
    public Builder pool(WorkerPool pool) {
      this.pool = pool;
      return this;
    }

    /** The size of the loop's own pool, 1 to 1024; 4 if not set. */
    public Builder poolSize(int size) {
      this.poolSize = size;
      return this;
    }

    /** How many events a poll phase delivers at most; 1024 if not set. */
    public Builder maxEventsPerPoll(int max) {
      if (max < 1) {
        throw new IllegalArgumentException("at least 1 event a poll, not " + max);
      }
      this.maxEventsPerPoll = max;
      return this;
    }

    /** Who watches the loop. */
    public Builder observer(LoopObserver observer) {
      this.observer = observer;
      return this;
    }

    /** Whether handles and requests remember where they were created. */
    public Builder recordCreation(boolean record) {
      this.recordCreation = record;
      return this;
    }

    /** The loop. */
    public EventLoop build() {
      return new EventLoop(this);
    }
  }
}
