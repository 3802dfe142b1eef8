package dev.gori.inspect;

import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * Beats time in the record's memory, every four milliseconds while the loop works: JavaScript sees
 * there that time has passed, for which it would read the clock at every callback. When nothing
 * runs it looks as seldom as the inspector. A thread of its own.
 */
final class Metronome implements Runnable {
  private static final long BEAT_NANOS = 4_000_000;
  private static final long IDLE_NANOS = 10_000_000;
  private static final int QUIET_BEATS = 2;

  private final RecordMemory memory;
  private final DoubleSupplier clock;
  private volatile boolean ended;

  /**
   * A metronome.
   *
   * @param clock nanoseconds since the record began
   */
  Metronome(RecordMemory memory, DoubleSupplier clock) {
    this.memory = memory;
    this.clock = clock;
  }

  @Override
  public void run() {
    int count = 0;
    int head = memory.header(RecordLayout.HEAD);
    int quiet = 0;
    while (!ended) {
      int now = memory.header(RecordLayout.HEAD);
      boolean rests = memory.header(RecordLayout.STATE) == RecordLayout.IDLE && now == head;
      quiet = rests ? quiet + 1 : 0;
      head = now;
      if (quiet < QUIET_BEATS) {
        count = count == Integer.MAX_VALUE ? 1 : count + 1;
        memory.setTime(RecordLayout.BEAT_TIME, clock.getAsDouble());
        memory.setHeader(RecordLayout.BEAT, count);
        LockSupport.parkNanos(BEAT_NANOS);
      } else {
        memory.setHeader(RecordLayout.BEAT, 0);
        LockSupport.parkNanos(IDLE_NANOS);
      }
    }
  }

  /** Lets the thread end. */
  void end() {
    ended = true;
  }
}
