package dev.gori.bench.loop;

import dev.gori.loop.EventLoop;
import dev.gori.loop.RunMode;
import dev.gori.loop.Timer;
import dev.gori.loop.testing.ManualClock;
import dev.gori.loop.testing.ManualPoller;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Timers, among many others that are started. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TimerBenchmark {
  /** How many timers are started. */
  @Param({"1000", "100000", "1000000"})
  int timers;

  private final ManualClock clock = new ManualClock();
  private EventLoop loop = EventLoop.builder().build();
  private Timer[] started = {};
  private long[] delays = {};
  private int next;

  /** Starts the timers, due at random times within as many milliseconds as there are timers. */
  @Setup
  public void start() {
    loop = EventLoop.builder().clock(clock).poller(new ManualPoller(clock)).build();
    Random random = new Random(1);
    started = new Timer[timers];
    delays = new long[timers];
    for (int i = 0; i < timers; i++) {
      Timer timer = new Timer(loop);
      started[i] = timer;
      delays[i] = random.nextInt(timers);
      restart(timer, delays[i]);
    }
  }

  /** A timer that fires is due again after as many milliseconds as there are timers. */
  private void restart(Timer timer, long delay) {
    timer.start(delay, timers, () -> {});
  }

  /** Closes the loop. */
  @TearDown
  public void close() {
    loop.close();
  }

  /** Takes a timer out of the middle and puts it back elsewhere. */
  @Benchmark
  public void removeAndInsert() {
    int index = next++ % timers;
    Timer timer = started[index];
    timer.stop();
    restart(timer, delays[(index * 31 & Integer.MAX_VALUE) % timers]);
  }

  /** An iteration of the loop in which one timer fires, on average, and is started again. */
  @Benchmark
  public void fire() {
    clock.advanceMillis(1);
    loop.run(RunMode.NOWAIT);
  }
}
