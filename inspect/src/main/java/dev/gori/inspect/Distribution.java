package dev.gori.inspect;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts durations in steps of about six percent, so that quantiles can be told. One thread
 * records, any reads.
 */
final class Distribution {
  private static final int STEPS_BITS = 4;
  private static final int STEPS = 1 << STEPS_BITS;
  private static final int SIZE = 64 * STEPS;

  private final AtomicLongArray counts = new AtomicLongArray(SIZE);
  private volatile double max;
  private final DoubleAdder sum = new DoubleAdder();
  private final LongAdder count = new LongAdder();

  void record(double nanos) {
    counts.incrementAndGet(slotOf((long) Math.max(0, nanos)));
    max = Math.max(max, nanos);
    sum.add(nanos);
    count.increment();
  }

  long count() {
    return count.sum();
  }

  double max() {
    return max;
  }

  double mean() {
    long all = count.sum();
    return all == 0 ? 0 : sum.sum() / all;
  }

  /** The duration that the given share of all does not exceed. */
  double quantile(double share) {
    long total = 0;
    for (int i = 0; i < SIZE; i++) {
      total += counts.get(i);
    }
    if (total == 0) {
      return 0;
    }
    long wanted = (long) Math.ceil(total * share);
    long passed = 0;
    for (int i = 0; i < SIZE; i++) {
      passed += counts.get(i);
      if (passed >= wanted) {
        return Math.min(max, upperOf(i));
      }
    }
    return max;
  }

  /** How many lie between two durations: the page's histogram. */
  long countBetween(double from, double to) {
    long total = 0;
    for (int i = 0; i < SIZE; i++) {
      double upper = upperOf(i);
      if (upper > from && upper <= to) {
        total += counts.get(i);
      }
    }
    return total;
  }

  private static int slotOf(long nanos) {
    if (nanos < STEPS) {
      return (int) nanos;
    }
    int magnitude = 63 - Long.numberOfLeadingZeros(nanos);
    int step = (int) (nanos >> magnitude - STEPS_BITS) & STEPS - 1;
    return Math.min(SIZE - 1, (magnitude - STEPS_BITS + 1) * STEPS + step);
  }

  private static double upperOf(int slot) {
    if (slot < STEPS) {
      return slot;
    }
    int magnitude = slot / STEPS + STEPS_BITS - 1;
    return (double) (1L << magnitude)
        + (double) ((slot % STEPS) + 1) * (1L << magnitude - STEPS_BITS);
  }
}
