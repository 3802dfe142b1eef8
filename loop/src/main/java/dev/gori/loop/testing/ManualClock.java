package dev.gori.loop.testing;

import dev.gori.loop.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved. Thread: any. */
public final class ManualClock implements Clock {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  /** Starts at 1970. */
  @Override
  public long epochMillis() {
    return nanos.get() / NANOS_PER_MILLI;
  }

  /** Moves it. */
  public void advanceMillis(long millis) {
    advanceNanos(Math.multiplyExact(millis, NANOS_PER_MILLI));
  }

  /** Moves it. */
  public void advanceNanos(long delta) {
    if (delta < 0) {
      throw new IllegalArgumentException("a clock does not go back");
    }
    nanos.addAndGet(delta);
  }
}
