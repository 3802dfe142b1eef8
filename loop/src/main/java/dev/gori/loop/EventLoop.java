package dev.gori.loop;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Callable;
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
  private static final int ROUNDS_AFTER_POLL = 8;

  // Sources of chance, and options.
  private final Clock clock;
  private final Entropy entropy;
  private @Nullable LoopObserver observer;
  private final boolean recordCreation;
  final WorkerPool pool;
  private final boolean ownsPool;

  // The queues of the phases.
  final TimerHeap timers = new TimerHeap();
  final WatcherList idleWatchers = new WatcherList();
  final WatcherList prepareWatchers = new WatcherList();
  final WatcherList checkWatchers = new WatcherList();

  /** What the last poll phase had no room for. */
  private final ArrayDeque<Resource> pending = new ArrayDeque<>();

  /** Those with requests that have finished. */
  private final ArrayDeque<ChannelHandle> finished = new ArrayDeque<>();

  final PollPhase polling;
  private ArrayDeque<Handle> closing = new ArrayDeque<>();
  private ArrayDeque<Handle> closingNow = new ArrayDeque<>();
  long nextTimerSequence;

  // What keeps the loop alive.
  int activeHandles;
  private final ResourceList<Handle> handles = new ResourceList<>(Handle.class);
  private final ResourceList<Request> requests = new ResourceList<>(Request.class);

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

  EventLoop(LoopBuilder builder) {
    clock = builder.clock;
    entropy = builder.entropy;
    observer = builder.observer;
    recordCreation = builder.recordCreation;
    polling =
        new PollPhase(this, builder.poller, builder.completionOrder, builder.maxEventsPerPoll);
    WorkerPool given = builder.pool;
    ownsPool = given == null;
    pool = given == null ? new WorkerPool(builder.poolSize) : given;
    startNanos = clock.nanoTime();
  }

  /** Starts the description of a loop. */
  public static LoopBuilder builder() {
    return new LoopBuilder();
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
        runFinished();
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
    if (pendingCount() == 0) {
      return false;
    }
    beginPhase(Phase.PENDING);
    try {
      for (int count = pending.size(); count > 0; count--) {
        Resource resource = pending.removeFirst();
        resource.isPutOff = false;
        resource.deliver();
      }
      deliverFinished();
    } finally {
      endPhase();
    }
    return true;
  }

  /**
   * As libuv: requests that finish in the poll phase are told of right after it, with those that
   * finish meanwhile, but not for ever.
   */
  private void runFinished() {
    for (int round = 0; round < ROUNDS_AFTER_POLL && !finished.isEmpty(); round++) {
      beginPhase(Phase.PENDING);
      try {
        deliverFinished();
      } finally {
        endPhase();
      }
    }
  }

  private void deliverFinished() {
    for (int count = finished.size(); count > 0; count--) {
      finished.removeFirst().deliverSoon();
    }
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
      awaitEvents(mayWait ? pollTimeout() : 0);
      polling.deliver();
    } finally {
      endPhase();
    }
  }

  private void runClosing() {
    if (closing.isEmpty()) {
      return;
    }
    beginPhase(Phase.CLOSING);
    ArrayDeque<Handle> batch = closing;
    closing = closingNow;
    closingNow = batch;
    try {
      polling.giveBackClosedChannels();
      // The handle that was closed last comes first, as in libuv: programs see this order.
      for (Handle last = batch.peekLast(); last != null; last = batch.peekLast()) {
        last.finishClose();
        batch.removeLast();
      }
    } finally {
      closing.addAll(batch);
      batch.clear();
      endPhase();
    }
  }

  /**
   * How long the poll phase may wait: not at all if the loop was stopped, if nothing is alive, or
   * if there is work for the phases behind or ahead (pending callbacks, idle watchers, handles to
   * close); else until the nearest timer is due; else for ever (-1).
   */
  long pollTimeout() {
    if (stopped
        || (activeHandles == 0 && requests.size() == 0)
        || pendingCount() > 0
        || !idleWatchers.isEmpty()
        || !closing.isEmpty()) {
      return 0;
    }
    Timer nearest = timers.first();
    // Callbacks may have taken a while since the time was cached: what is left counts from here.
    return nearest == null ? WAIT_FOR_EVER : Math.max(0, nearest.due - currentMillis());
  }

  private void awaitEvents(long timeoutMillis) {
    if (observer != null) {
      observer.waitBegin(this, timeoutMillis);
    }
    polling.await(timeoutMillis);
    if (Thread.interrupted()) {
      // An interrupt would end every further wait at once. It asks the loop to end, so it does.
      interrupted = true;
      stopped = true;
    }
    updateTime();
    if (observer != null) {
      observer.waitEnd(this, polling.readyCount());
    }
  }

  // ---- time ----

  /** Milliseconds since the loop was made, as they were when the iteration began or polled. */
  public long now() {
    return now;
  }

  /** Reads the clock anew; worth a call after a long computation. */
  public void updateTime() {
    now = currentMillis();
  }

  private long currentMillis() {
    return (clock.nanoTime() - startNanos) / NANOS_PER_MILLI;
  }

  /** Nanoseconds since the loop was made, read from the clock. */
  public long nanoTime() {
    return clock.nanoTime() - startNanos;
  }

  /** The loop's clock. */
  public Clock clock() {
    return clock;
  }

  /**
   * Lets somebody watch the loop from now on. It may begin in the middle of an iteration, and see
   * the end of a phase whose beginning it did not see.
   */
  public void addObserver(LoopObserver added) {
    assertOnLoop();
    observer = observer == null ? added : LoopObserver.both(observer, added);
  }

  /** Lets it watch no more. */
  public void removeObserver(LoopObserver removed) {
    assertOnLoop();
    observer = observer == null ? null : BothObservers.without(observer, removed);
  }

  /** The loop's source of random bytes. */
  public Entropy entropy() {
    return entropy;
  }

  // ---- work ----

  /**
   * Runs a task on the loop thread, in the poll phase of this iteration or the next one; a loop
   * that sleeps is woken. It does not keep the loop alive: when the loop ends first, it does not
   * run. Thread: any.
   */
  public void execute(Runnable task) {
    polling.execute(task);
  }

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
    if (!pool.submit(request)) {
      request.end();
      throw new IllegalStateException("the worker pool is closed");
    }
    return request;
  }

  // ---- handles, requests, and what keeps the loop alive ----

  /**
   * Whether there is a reason to go on: an active handle with a reference, an active request, a
   * handle to close, or a callback that was put off.
   */
  public boolean alive() {
    return activeHandles > 0 || requests.size() > 0 || !closing.isEmpty() || pendingCount() > 0;
  }

  /** All open handles, in the order of their creation. */
  public List<Handle> handles() {
    assertOnLoop();
    return handles.toList();
  }

  /** All active requests, in the order of their start. */
  public List<Request> requests() {
    assertOnLoop();
    return requests.toList();
  }

  /** How many timers are started. */
  public int timerCount() {
    return timers.size();
  }

  /** How long the loop has waited for something to happen so far, in nanoseconds. */
  public long idleNanos() {
    return polling.idleNanos();
  }

  /** How many channels are waited for: sockets, servers, pipes. */
  public int channelCount() {
    return polling.channelCount();
  }

  /** How many callbacks were put off to the next pending phase. */
  public int pendingCount() {
    return pending.size() + finished.size();
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
    return requests.size();
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
    assertOpen();
    handles.add(handle);
  }

  void forget(Handle handle) {
    handles.remove(handle);
  }

  void adopt(Request request) {
    assertOpen();
    requests.add(request);
  }

  void forget(Request request) {
    requests.remove(request);
  }

  private void assertOpen() {
    assertOnLoop();
    if (closed) {
      throw new IllegalStateException("the loop is closed");
    }
  }

  void closeSoon(Handle handle) {
    closing.addLast(handle);
  }

  /** Has the selector let go of closed channels. */
  void giveBackClosedChannels() {
    polling.giveBackClosedChannels();
  }

  /** What has finished is told of in the pending phase that comes next. */
  void finishSoon(ChannelHandle handle) {
    finished.addLast(handle);
  }

  /** Puts what is due for a resource off to the next iteration's pending phase. */
  void putOff(Resource resource) {
    if (!resource.isPutOff) {
      resource.isPutOff = true;
      pending.addLast(resource);
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
    polling.wake();
  }

  boolean isStopped() {
    return stopped;
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
    handles.drain(Handle::discard);
    requests.drain(Request::discard);
    closed = true;
    closing.clear();
    pending.clear();
    finished.clear();
    if (ownsPool) {
      pool.close();
    } else {
      pool.removeAllOf(this);
    }
    polling.close();
  }
}
