package dev.gori.bench.loop;

import dev.gori.loop.EventLoop;
import dev.gori.loop.RunMode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Jobs of the worker pool that do nothing: what the way there and back costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WorkBenchmark {
  private static final int MANY = 1_000;

  private EventLoop loop = EventLoop.builder().build();
  private long done;

  /** Makes the loop, with a pool of 4. */
  @Setup
  public void start() {
    loop = EventLoop.builder().poolSize(4).build();
  }

  /** Closes the loop. */
  @TearDown
  public void close() {
    loop.close();
  }

  /** One job at a time. */
  @Benchmark
  public long roundTrip() {
    loop.work(() -> done, (error, result) -> done++);
    loop.run(RunMode.DEFAULT);
    return done;
  }

  /** Many jobs at once; the figure is for one. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long manyAtOnce() {
    for (int i = 0; i < MANY; i++) {
      loop.work(() -> 1, (error, result) -> done++);
    }
    loop.run(RunMode.DEFAULT);
    return done;
  }
}
