package dev.gori.loop;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A program with a server that gets a connection when the process may open no more files; run by
 * {@link DescriptorShortageTest} with a low limit.
 */
final class DescriptorShortage {
  private final EventLoop loop = EventLoop.builder().build();
  private final TcpServer server = new TcpServer(loop);
  private final PrintStream out;
  private int accepted;
  private int refused;

  private DescriptorShortage(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    new DescriptorShortage(System.out).run();
  }

  private void run() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.listen(10, new Accepting());
    connect("with descriptors");
    List<DatagramChannel> hoard = new ArrayList<>();
    try {
      while (true) {
        hoard.add(DatagramChannel.open());
      }
    } catch (IOException e) {
      out.println(Errno.of(e));
    }
    hoard.removeLast().close();
    connect("without");
    for (DatagramChannel channel : hoard) {
      channel.close();
    }
    connect("with descriptors again");
    loop.close();
  }

  /** Connects and tells how the connection ends. */
  private void connect(String when) {
    TcpStream client = new TcpStream(loop);
    boolean[] ended = new boolean[1];
    ReadListener ending =
        new ReadListener() {
          @Override
          public void onRead(ByteBuffer data) {
            out.println(when + ": served");
          }

          @Override
          public void onEnd() {
            ended[0] = true;
          }

          @Override
          public void onError(int errno) {
            ended[0] = true;
          }
        };
    client.connect(requireNonNull(server.localAddress()), status -> client.readStart(ending));
    int before = accepted + refused;
    while (!ended[0] || accepted + refused == before) {
      loop.run(RunMode.ONCE);
    }
    client.close();
    loop.run(RunMode.NOWAIT);
    out.println(when + ": accepted " + accepted + ", refused " + refused);
  }

  /** Greets and says goodbye. */
  private final class Accepting implements ConnectionListener<TcpStream> {
    @Override
    public void onConnection(TcpStream stream) {
      accepted++;
      stream.write(Recorder.bytesOf("hello"), status -> stream.close());
    }

    @Override
    public void onError(int errno) {
      refused++;
      out.println("refused: " + Errno.of(errno));
    }
  }
}
