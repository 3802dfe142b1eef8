package dev.gori.loop;

import org.jspecify.annotations.Nullable;

/**
 * Calls back when a time has passed, once or again and again. Follows libuv's {@code uv_timer_t}:
 * times count from the loop's cached {@link EventLoop#now}.
 *
 * <p>Thread: loop thread only.
 */
public final class Timer extends Handle {
  static final int NOT_QUEUED = -1;

  /** Absolute, in the loop's milliseconds. */
  long due;

  long sequence;
  int heapIndex = NOT_QUEUED;

  private long repeat;
  private @Nullable Runnable callback;

  /** A stopped timer. */
  public Timer(EventLoop loop) {
    super(loop);
  }

  @Override
  public String kind() {
    return "timer";
  }

  /**
   * Starts it, or starts it anew.
   *
   * @param timeoutMillis until the first call; 0: in the next timers phase
   * @param repeatMillis between the calls that follow; 0: there are none
   */
  public void start(long timeoutMillis, long repeatMillis, Runnable callback) {
    assertUsable();
    checkMillis(timeoutMillis);
    setRepeat(repeatMillis);
    this.callback = callback;
    schedule(timeoutMillis);
  }

  /** Stops it; a stopped timer may be started again. */
  public void stop() {
    loop.assertOnLoop();
    if (heapIndex != NOT_QUEUED) {
      loop.timers.remove(this);
    }
    setActive(false);
  }

  /**
   * Stops it and, if it repeats, starts it with its repeat interval.
   *
   * @throws IllegalStateException if it was never started
   */
  public void again() {
    assertUsable();
    if (callback == null) {
      throw new IllegalStateException("a timer that was never started");
    }
    if (repeat > 0) {
      schedule(repeat);
    }
  }

  /** Milliseconds until it is due, at least 0; 0 also if it is stopped. */
  public long dueIn() {
    return heapIndex == NOT_QUEUED ? 0 : Math.max(0, due - loop.now());
  }

  /** Sets the repeat interval; takes effect when it next fires or with {@link #again}. */
  public void setRepeat(long repeatMillis) {
    loop.assertOnLoop();
    checkMillis(repeatMillis);
    repeat = repeatMillis;
  }

  /** The repeat interval in milliseconds; 0 if it does not repeat. */
  public long repeat() {
    return repeat;
  }

  private void schedule(long timeoutMillis) {
    if (heapIndex != NOT_QUEUED) {
      loop.timers.remove(this);
    }
    long at = loop.now() + timeoutMillis;
    due = at < 0 ? Long.MAX_VALUE : at;
    sequence = loop.nextTimerSequence++;
    loop.timers.add(this);
    setActive(true);
  }

  /** Fires: the timers phase found it due. */
  @Override
  void deliver() {
    Runnable toRun = callback;
    stop();
    if (toRun == null) {
      throw new IllegalStateException("a timer without a callback is due");
    }
    again();
    loop.enter(this);
    try {
      toRun.run();
    } finally {
      loop.leave(this);
    }
  }

  @Override
  void release() {
    stop();
  }

  private static void checkMillis(long millis) {
    if (millis < 0) {
      throw new IllegalArgumentException("a negative time: " + millis);
    }
  }
}
