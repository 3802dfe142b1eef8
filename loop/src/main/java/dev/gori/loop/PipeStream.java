package dev.gori.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;

/**
 * A connection over a Unix-domain socket: libuv's {@code uv_pipe_t}.
 *
 * <p>Thread: loop thread only.
 */
public final class PipeStream extends StreamHandle {
  /** A stream that is to be connected. */
  public PipeStream(EventLoop loop) {
    super(loop);
  }

  private PipeStream(EventLoop loop, SocketChannel channel) {
    super(loop, channel);
  }

  /** A stream over a connected channel, which belongs to the stream from now on. */
  public static PipeStream of(EventLoop loop, SocketChannel channel) {
    return new PipeStream(loop, channel);
  }

  @Override
  public String kind() {
    return "pipe";
  }

  /**
   * Connects to the socket at a path.
   *
   * @throws InvalidPathException if the path has a NUL character
   */
  public IoRequest connect(String path, StatusCallback done) {
    return connectTo(UnixDomainSocketAddress.of(path), done);
  }

  @Override
  SocketChannel openChannel(SocketAddress address) throws IOException {
    return SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  @Override
  boolean showsEndWithData() {
    return true;
  }
}
