package dev.gori.loop;

/**
 * The loop's source of time. Thread: loop thread; the system clock may be asked from anywhere.
 *
 * <p>{@link dev.gori.loop.testing.ManualClock} is one that a test moves by hand.
 */
public interface Clock {
  /** Nanoseconds since some fixed moment; never goes back. */
  long nanoTime();

  /** Milliseconds since 1970 (UTC). */
  long epochMillis();

  /** The clock of the machine. */
  static Clock system() {
    return SystemSources.CLOCK;
  }
}
