package dev.gori.bench.loop;

import dev.gori.loop.AddressFamily;
import dev.gori.loop.Check;
import dev.gori.loop.EventLoop;
import dev.gori.loop.Idle;
import dev.gori.loop.LoopObserver;
import dev.gori.loop.RunMode;
import dev.gori.loop.UdpSocket;
import java.util.concurrent.TimeUnit;
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

/** Passes through the phases that find little to do. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IterationBenchmark {
  private final EventLoop idle = EventLoop.builder().build();
  private final EventLoop observed = EventLoop.builder().observer(new LoopObserver() {}).build();
  private final EventLoop polling = EventLoop.builder().build();
  private long callbacks;

  /** Gives each loop an idle and a check watcher, as Node's immediates do. */
  @Setup
  public void start() {
    for (EventLoop loop : new EventLoop[] {idle, observed, polling}) {
      new Idle(loop).start(() -> callbacks++);
      new Check(loop).start(() -> callbacks++);
    }
    UdpSocket socket = new UdpSocket(polling, AddressFamily.IPV4);
    socket.unref();
  }

  /** Closes the loops. */
  @TearDown
  public void close() {
    idle.close();
    observed.close();
    polling.close();
  }

  /** No channel: nothing to ask the system for. */
  @Benchmark
  public long withoutChannels() {
    idle.run(RunMode.NOWAIT);
    return callbacks;
  }

  /** The same with an observer that does nothing. */
  @Benchmark
  public long withObserver() {
    observed.run(RunMode.NOWAIT);
    return callbacks;
  }

  /** With a channel: the system is asked every time. */
  @Benchmark
  public long withChannel() {
    polling.run(RunMode.NOWAIT);
    return callbacks;
  }
}
