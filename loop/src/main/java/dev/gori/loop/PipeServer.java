package dev.gori.loop;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;

/**
 * A Unix-domain server socket: libuv's {@code uv_pipe_t} that listens. Closing it removes the
 * socket's file.
 *
 * <p>Thread: loop thread only.
 */
public final class PipeServer extends ServerHandle<PipeStream> {
  private @Nullable UnixDomainSocketAddress address;

  /** A server that is not bound yet. */
  public PipeServer(EventLoop loop) {
    super(loop);
  }

  /** A server over a socket that listens already, which belongs to it from now on. */
  public static PipeServer of(EventLoop loop, ServerSocketChannel channel) {
    PipeServer server = new PipeServer(loop);
    server.adopt(channel);
    return server;
  }

  @Override
  public String kind() {
    return "pipe-server";
  }

  /**
   * Sets the path of the socket; a path that cannot be had is reported by {@link #listen}.
   *
   * @throws InvalidPathException if the path has a NUL character
   */
  public void bind(String path) {
    assertUsable();
    address = UnixDomainSocketAddress.of(path);
  }

  @Override
  ServerSocketChannel openChannel(int backlog) throws IOException {
    UnixDomainSocketAddress path = address;
    if (path == null) {
      throw new UvException(Errno.EINVAL, "listen");
    }
    ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      return opened.bind(path, backlog);
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  PipeStream streamOf(SocketChannel accepted) {
    return PipeStream.of(loop, accepted);
  }

  /** The path it listens on; null before that. */
  public @Nullable String path() {
    UnixDomainSocketAddress path = address;
    return path == null || channel() == null ? null : path.toString();
  }

  @Override
  void closeChannel() {
    super.closeChannel();
    UnixDomainSocketAddress path = address;
    if (path != null && channel() != null) {
      try {
        Files.deleteIfExists(path.getPath());
      } catch (IOException e) {
        // As unlink's result in libuv: the socket is closed, a file that stays harms nobody.
        assert channel() != null : e;
      }
    }
  }
}
