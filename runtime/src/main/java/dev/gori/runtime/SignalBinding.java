package dev.gori.runtime;

import dev.gori.engine.Binding;
import dev.gori.loop.Errno;
import dev.gori.loop.SignalWatcher;
import dev.gori.loop.UvException;

/** Signals sent to this process; events go to internal/process/signal.js. Loop thread only. */
final class SignalBinding {
  private static final int SIGNAL = 1;

  private SignalBinding() {}

  static void register(Binding b, Environment env) {
    b.function("start", a -> start(env, a.string(0)))
        .function(
            "stop",
            a -> {
              int id = a.integer(0);
              ((SignalWatcher) env.handle(id)).close(() -> env.removeHandle(id));
              return null;
            });
  }

  /** The number of a new watcher, which does not keep the loop alive. */
  private static int start(Environment env, String name) {
    SignalWatcher watcher = new SignalWatcher(env.loop());
    int id = env.addHandle(watcher, watcher);
    int error = watcher.start(name, () -> env.completions().append(id, SIGNAL));
    if (error != 0) {
      watcher.close(() -> env.removeHandle(id));
      throw new UvException(Errno.of(error), "uv_signal_start");
    }
    watcher.unref();
    return id;
  }
}
