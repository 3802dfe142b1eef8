package dev.gori.bench.loop;

import dev.gori.loop.Async;
import dev.gori.loop.EventLoop;
import dev.gori.loop.RunMode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Wake-ups. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AsyncBenchmark {
  private final EventLoop loop = EventLoop.builder().build();
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile boolean closed;
  private long woken;
  private Async async = new Async(loop, () -> woken++);
  private Thread sender = Thread.currentThread();

  /** Starts the other thread. */
  @Setup
  public void start() {
    async = new Async(loop, () -> woken++);
    sender = Thread.ofPlatform().daemon().start(this::answer);
  }

  private void answer() {
    while (!closed) {
      if (asked.getAndSet(false)) {
        async.send();
      } else {
        LockSupport.park(this);
      }
    }
  }

  /** Ends the thread and closes the loop. */
  @TearDown
  public void close() {
    closed = true;
    LockSupport.unpark(sender);
    loop.close();
  }

  /** A send by the loop's own thread, and the iteration that delivers it. */
  @Benchmark
  public long sendAndDeliver() {
    async.send();
    loop.run(RunMode.NOWAIT);
    return woken;
  }

  /** Another thread is woken, and wakes the loop out of its wait. */
  @Benchmark
  public long pingPongBetweenThreads() {
    long before = woken;
    asked.set(true);
    LockSupport.unpark(sender);
    while (woken == before) {
      loop.run(RunMode.ONCE);
    }
    return woken;
  }
}
