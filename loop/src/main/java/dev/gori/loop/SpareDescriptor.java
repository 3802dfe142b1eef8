package dev.gori.loop;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file descriptor kept in reserve for the moment when the process may open no more: a server then
 * gives it up for a connection that it has to turn away.
 *
 * <p>Thread: loop thread only.
 */
final class SpareDescriptor {
  private @Nullable DatagramChannel held;

  /** Takes a descriptor, unless it has one or there is none to take. */
  void take() {
    if (held == null) {
      try {
        held = DatagramChannel.open();
      } catch (IOException e) {
        held = null;
      }
    }
  }

  /** Accepts and closes every connection that waits; does nothing if there is no spare. */
  void turnAway(ServerSocketChannel server) {
    DatagramChannel spare = held;
    if (spare == null) {
      return;
    }
    held = null;
    try {
      spare.close();
      SocketChannel accepted = server.accept();
      while (accepted != null) {
        accepted.close();
        accepted = server.accept();
      }
    } catch (IOException e) {
      // Another thread was faster and took the descriptor. The caller reports the shortage anyway.
      return;
    } finally {
      take();
    }
  }

  void close() {
    DatagramChannel spare = held;
    held = null;
    if (spare != null) {
      try {
        spare.close();
      } catch (IOException e) {
        assert !spare.isOpen() : e;
      }
    }
  }
}
