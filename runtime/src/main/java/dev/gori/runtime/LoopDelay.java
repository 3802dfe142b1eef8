package dev.gori.runtime;

import dev.gori.engine.Binding;
import dev.gori.loop.EventLoop;
import dev.gori.loop.LoopObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts for how long the loop works between two looks for I/O: what arrives meanwhile waits for so
 * long. Exact for every iteration, and an idle loop stays idle. Loop thread only.
 *
 * <p>The durations are nanoseconds with three significant figures, in the buckets of {@code
 * internal/histogram.js}.
 */
final class LoopDelay implements LoopObserver {
  private static final int HALF_BITS = 10;
  private static final int HALF = 1 << HALF_BITS;

  /** An hour. */
  private static final long MOST = 3_600_000_000_000L;

  private final int[] counts = new int[indexOf(MOST) + 1];
  private long workingSince;
  private long least = Long.MAX_VALUE;
  private long most;

  private LoopDelay(EventLoop loop) {
    workingSince = loop.clock().nanoTime();
  }

  /**
   * JavaScript's side: {@code start() → number}, {@code take(number) → durations}, {@code stop}.
   */
  static void register(Binding b, Environment env) {
    Map<Integer, LoopDelay> delays = new HashMap<>();
    AtomicInteger numbers = new AtomicInteger();
    b.function(
            "start",
            a -> {
              int number = numbers.incrementAndGet();
              LoopDelay delay = new LoopDelay(env.loop());
              delays.put(number, delay);
              env.loop().addObserver(delay);
              return number;
            })
        .function("take", a -> Objects.requireNonNull(delays.get(a.integer(0))).take())
        .function(
            "stop",
            a -> {
              env.loop().removeObserver(Objects.requireNonNull(delays.remove(a.integer(0))));
              return null;
            });
  }

  @Override
  public void waitBegin(EventLoop loop, long timeoutMillis) {
    record(loop.clock().nanoTime() - workingSince);
  }

  @Override
  public void waitEnd(EventLoop loop, int ready) {
    workingSince = loop.clock().nanoTime();
  }

  private void record(long nanos) {
    long value = Math.clamp(nanos, 1, MOST);
    counts[indexOf(value)]++;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  /**
   * Least and most, then for each bucket that counted: its least value and how many; starts anew.
   */
  private double[] take() {
    int used = 0;
    for (int count : counts) {
      used += count == 0 ? 0 : 1;
    }
    double[] taken = new double[2 + 2 * used];
    taken[0] = least;
    taken[1] = most;
    int at = 2;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        taken[at++] = leastOf(i);
        taken[at++] = counts[i];
        counts[i] = 0;
      }
    }
    least = Long.MAX_VALUE;
    most = 0;
    return taken;
  }

  private static int indexOf(long value) {
    int range = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - HALF_BITS - 1);
    return range * HALF + (int) (value >> range);
  }

  private static long leastOf(int index) {
    int range = Math.max(0, index / HALF - 1);
    return (long) (index - range * HALF) << range;
  }
}
