package dev.gori.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last events as JSON, for pages that ask for what is new. A page that is slower than the loop
 * misses some, and is told how many. Any thread.
 */
final class EventLog {
  private static final int KEPT = 20_000;
  private static final int MOST_AT_ONCE = 4_000;
  private static final long WAIT_MILLIS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final LoopEvent[] events = new LoopEvent[KEPT];
  private long count;
  private boolean closed;

  void add(LoopEvent event) {
    lock.lock();
    try {
      events[(int) (count++ % KEPT)] = event;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What happened after the first so many events; waits for something to happen.
   *
   * @param after how many are known; negative: the last ones are wanted
   */
  String after(long after) throws InterruptedException {
    List<LoopEvent> found = new ArrayList<>();
    long end;
    long missed = 0;
    lock.lock();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
      while (after >= count && !closed && nanos > 0) {
        nanos = added.awaitNanos(nanos);
      }
      end = count;
      long from = Math.min(end, Math.max(Math.max(0, after), end - MOST_AT_ONCE));
      if (after >= 0) {
        missed = from - Math.min(after, from);
      }
      for (long i = from; i < end; i++) {
        found.add(events[(int) (i % KEPT)]);
      }
    } finally {
      lock.unlock();
    }
    JsonText json = new JsonText();
    long missedEvents = missed;
    json.object(
        () ->
            json.field("next", end)
                .field("missed", missedEvents)
                .name("events")
                .array(() -> found.forEach(event -> PageJson.event(json, event))));
    return json.toString();
  }
}
