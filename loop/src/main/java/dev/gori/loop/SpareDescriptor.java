package dev.gori.loop;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file descriptor kept in reserve for the moment when the process may open no more: a server then
 * gives it up for a connection that it has to turn away.
 *
 * <p>Thread: loop thread only.
 */
final class SpareDescriptor {
  private @Nullable DatagramChannel held;

  /** A step that needs a descriptor. */
  interface Step {
    void run() throws IOException;
  }

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

  /** Gives the descriptor up while the step runs; runs nothing if there is none. */
  void lend(Step step) {
    DatagramChannel spare = held;
    if (spare == null) {
      return;
    }
    held = null;
    try {
      spare.close();
      step.run();
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
