package dev.gori.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The loop's view of the outside: waits for channels, wake-ups and finished jobs, and delivers them
 * in this order. What exceeds the loop's limit for one poll goes to its pending queue.
 *
 * <p>Thread: {@link #post}, {@link #complete} and {@link #wake} any, all else loop thread only.
 */
final class PollPhase {
  private static final int READ_BUFFER_SIZE = 64 * 1024;

  private final EventLoop loop;
  private final Poller poller;
  private final CompletionOrder completionOrder;
  private final int maxEvents;

  /** Opened when something is first waited for: a program that never waits needs none. */
  private @Nullable Selector selector;

  private int channels;
  private boolean channelsClosed;
  private ChannelHandle[] ready = new ChannelHandle[64];
  private int readyCount;
  private final Consumer<SelectionKey> collectReady = this::collectReady;
  private @Nullable ByteBuffer readBuffer;
  private final SpareDescriptor spareDescriptor = new SpareDescriptor();

  // What other threads hand over.
  private final Mailbox posted = new Mailbox();
  private final Mailbox completed = new Mailbox();
  private final ArrayList<Resource> finishedJobs = new ArrayList<>();
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** How long the loop has waited so far. */
  private long idleNanos;

  /** Whether the loop may be asleep, so that who posts has to wake it. */
  private volatile boolean waiting;

  /** The loop's thread while it sleeps without a selector. */
  private volatile @Nullable Thread sleeper;

  PollPhase(EventLoop loop, Poller poller, CompletionOrder completionOrder, int maxEventsPerPoll) {
    this.loop = loop;
    this.poller = poller;
    this.completionOrder = completionOrder;
    this.maxEvents = maxEventsPerPoll;
  }

  // ---- waiting ----

  /**
   * Waits until something happens.
   *
   * @param timeoutMillis 0: does not wait; -1: no limit
   */
  void await(long timeoutMillis) {
    if (timeoutMillis == 0 && channels == 0) {
      return;
    }
    Selector open = selectorIfPossible();
    waiting = true;
    // From here on a post wakes the selector; what was posted before is seen now.
    boolean nothingPosted = nothingPosted();
    boolean mayWait = nothingPosted && timeoutMillis != 0;
    long start = mayWait ? loop.clock().nanoTime() : 0;
    try {
      if (open == null) {
        sleepWithoutSelector(mayWait, timeoutMillis);
      } else {
        poller.poll(open, nothingPosted ? timeoutMillis : 0, collectReady);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the selector failed", e);
    } finally {
      waiting = false;
      if (mayWait) {
        idleNanos += loop.clock().nanoTime() - start;
      }
    }
  }

  private boolean nothingPosted() {
    return posted.isEmpty() && completed.isEmpty() && tasks.isEmpty() && !loop.isStopped();
  }

  /** How many channels are registered. */
  int channelCount() {
    return channels;
  }

  /** How long the loop has waited so far, in nanoseconds. */
  long idleNanos() {
    return idleNanos;
  }

  /** How many channels the last wait found ready. */
  int readyCount() {
    return readyCount;
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

  /** Called by any thread: an Async was sent, a signal or a chunk arrived. */
  void post(Resource resource) {
    posted.post(resource);
    wake();
  }

  /** Called by any thread: a job is done. */
  void complete(Resource request) {
    completed.post(request);
    wake();
  }

  /** Called by any thread: runs a task on the loop thread. */
  void execute(Runnable task) {
    tasks.add(task);
    wake();
  }

  /** Called by any thread: ends the wait, if there is one. Several wake-ups cost one. */
  void wake() {
    if (waiting) {
      waiting = false;
      Selector open = selector;
      Thread asleep = sleeper;
      if (open != null) {
        open.wakeup();
      } else if (asleep != null) {
        LockSupport.unpark(asleep);
      }
    }
  }

  // ---- delivering ----

  /** Delivers what the wait has brought. */
  void deliver() {
    int left = deliverReady(maxEvents);
    left = deliverPosted(left);
    deliverFinishedJobs(left);
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
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
        loop.putOff(ready[i]);
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
        loop.putOff(current);
      }
    }
    return left;
  }

  private void deliverFinishedJobs(int budget) {
    for (Resource job = completed.takeAll(); job != null; job = job.nextPosted) {
      finishedJobs.add(job);
    }
    int count = finishedJobs.size();
    if (count == 0) {
      return;
    }
    int delivered = 0;
    try {
      int limit = Math.min(count, budget);
      while (delivered < limit) {
        chooseJob(delivered, count);
        finishedJobs.get(delivered++).deliver();
      }
    } finally {
      for (int i = delivered; i < count; i++) {
        loop.putOff(finishedJobs.get(i));
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

  // ---- channels ----

  SelectionKey register(SelectableChannel channel, ChannelHandle handle) throws IOException {
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector(), 0, handle);
    channels++;
    return key;
  }

  /** A registered channel is being closed. */
  void unregistered() {
    channels--;
    channelsClosed = true;
  }

  /**
   * A selector holds on to a closed channel, and so to its port, until it next selects. Close
   * callbacks may rely on the port being free, so select now. Readiness is level-triggered: what is
   * ignored here is found again by the next wait.
   */
  void giveBackClosedChannels() {
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

  private Selector selector() throws IOException {
    Selector open = selector;
    if (open == null) {
      open = Selector.open();
      selector = open;
    }
    return open;
  }

  /** Null when the program has used up its descriptors before the loop needed one of its own. */
  private @Nullable Selector selectorIfPossible() {
    try {
      return selector();
    } catch (IOException e) {
      if (channels > 0) {
        throw new UncheckedIOException("cannot open a selector", e);
      }
      return null;
    }
  }

  /** There are no channels then: whatever happens is posted. */
  private void sleepWithoutSelector(boolean mayWait, long timeoutMillis) {
    if (mayWait) {
      sleeper = Thread.currentThread();
      if (nothingPosted()) {
        LockSupport.parkNanos(
            this,
            timeoutMillis < 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
      }
      sleeper = null;
    }
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

  void close() {
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
}
