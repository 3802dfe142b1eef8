package dev.gori.loop;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An operation under way on a socket: a connect, a write, a send or a shutdown.
 *
 * <p>Thread: loop thread only.
 */
public final class IoRequest extends Request {
  private final String kind;
  private final Handle handle;
  private final StatusCallback callback;
  final @Nullable ByteBuffer data;
  final @Nullable SocketAddress target;
  int status;

  /** A number of the kernel that goes with the first byte of the data, or -1; see IpcStream. */
  int descriptor = -1;

  IoRequest(
      String kind,
      Handle handle,
      @Nullable ByteBuffer data,
      @Nullable SocketAddress target,
      StatusCallback callback) {
    super(handle.loop);
    this.kind = kind;
    this.handle = handle;
    this.data = data;
    this.target = target;
    this.callback = callback;
    begin();
  }

  @Override
  public String kind() {
    return kind;
  }

  /** The handle on which it runs. */
  public Handle handle() {
    return handle;
  }

  /** Ends it with its status. */
  @Override
  void deliver() {
    end();
    loop.enter(this);
    try {
      callback.done(status);
    } finally {
      loop.leave(this);
    }
  }
}
