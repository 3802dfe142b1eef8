package dev.gori.loop;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/**
 * Waits for I/O and decides in which order ready watchers are handled. Thread: loop thread.
 *
 * <p>{@link dev.gori.loop.testing.ManualPoller} moves a manual clock instead of waiting.
 */
@FunctionalInterface
public interface Poller {
  /**
   * Hands every ready key to {@code ready}, after waiting at most {@code timeoutMillis} for the
   * first one or for {@link Selector#wakeup}.
   *
   * @param timeoutMillis 0: do not wait; -1: no limit
   */
  void poll(Selector selector, long timeoutMillis, Consumer<SelectionKey> ready) throws IOException;

  /** Waits in the kernel; the kernel's order. */
  static Poller system() {
    return SystemSources.POLLER;
  }
}
