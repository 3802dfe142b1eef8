package dev.gori.runtime;

import dev.gori.engine.Binding;
import dev.gori.loop.Async;

/**
 * Wakes the message ports of {@code internal/worker/message_port.js} in the poll phase, and tells
 * them in the closing phase that one of them is closed. Loop thread only.
 */
final class MessagingBinding {
  private static final int WAKE = 1;
  private static final int CLOSED = 2;

  private MessagingBinding() {}

  static void register(Binding b, Environment env) {
    b.function("open", a -> open(env))
        .function(
            "send",
            a -> {
              async(env, a.integer(0)).send();
              return null;
            })
        .function(
            "ref",
            a -> {
              async(env, a.integer(0)).ref();
              return null;
            })
        .function(
            "unref",
            a -> {
              async(env, a.integer(0)).unref();
              return null;
            })
        .function(
            "closePort",
            a -> {
              closePort(env, a.integer(0), a.integer(1));
              return null;
            });
  }

  private static Async async(Environment env, int id) {
    return (Async) env.handle(id);
  }

  /** The number of the handle that wakes all ports; it does not keep the loop alive. */
  private static int open(Environment env) {
    int[] id = new int[1];
    Async async =
        new Async(env.loop(), "message-port", () -> env.completions().append(id[0], WAKE));
    async.unref();
    id[0] = env.addHandle(async, async);
    return id[0];
  }

  /** Tells of the port's end in the closing phase of this iteration. */
  private static void closePort(Environment env, int id, int port) {
    new Async(env.loop(), () -> {}).close(() -> env.completions().append(id, CLOSED, port, 0, 0));
  }
}
