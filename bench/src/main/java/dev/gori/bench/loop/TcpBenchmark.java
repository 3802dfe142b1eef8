package dev.gori.bench.loop;

import dev.gori.loop.ConnectionListener;
import dev.gori.loop.EventLoop;
import dev.gori.loop.ReadListener;
import dev.gori.loop.RunMode;
import dev.gori.loop.TcpServer;
import dev.gori.loop.TcpStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
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

/** A message there and back between two streams of one loop, over the loopback interface. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TcpBenchmark {
  private static final int SIZE = 64;

  private final EventLoop loop = EventLoop.builder().build();
  private final TcpStream client = new TcpStream(loop);
  private final ByteBuffer message = ByteBuffer.allocateDirect(SIZE);
  private int received;

  /** Connects. */
  @Setup
  public void connect() {
    TcpServer server = new TcpServer(loop);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.listen(1, new EchoServer());
    boolean[] connected = new boolean[1];
    client.noDelay(true);
    client.connect(Objects.requireNonNull(server.localAddress()), status -> connected[0] = true);
    while (!connected[0]) {
      loop.run(RunMode.ONCE);
    }
    client.readStart(
        new Reading() {
          @Override
          public void onRead(ByteBuffer data) {
            received += data.remaining();
          }
        });
  }

  /** Closes the loop. */
  @TearDown
  public void close() {
    loop.close();
  }

  /** A message of 64 bytes and its echo. */
  @Benchmark
  public int pingPong() {
    received = 0;
    client.tryWrite(message.clear());
    while (received < SIZE) {
      loop.run(RunMode.ONCE);
    }
    return received;
  }

  /** A listener for connections that neither end nor fail. */
  private abstract static class Reading implements ReadListener {
    @Override
    public void onEnd() {
      throw new IllegalStateException("the stream ended");
    }

    @Override
    public void onError(int errno) {
      throw new IllegalStateException("the stream failed: " + errno);
    }
  }

  /** Writes back what it reads. */
  private static final class EchoServer implements ConnectionListener<TcpStream> {
    @Override
    public void onConnection(TcpStream stream) {
      stream.noDelay(true);
      stream.readStart(
          new Reading() {
            @Override
            public void onRead(ByteBuffer data) {
              stream.tryWrite(data);
            }
          });
    }

    @Override
    public void onError(int errno) {
      throw new IllegalStateException("cannot accept: " + errno);
    }
  }
}
