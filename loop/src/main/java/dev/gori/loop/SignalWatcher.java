package dev.gori.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls back when the process gets a signal: libuv's {@code uv_signal_t}. Any number of watchers,
 * on any number of loops, may watch one signal; while at least one does, the signal has no other
 * effect. When the last one stops, the signal does again what it did before.
 *
 * <p>Signals that the Java virtual machine needs for itself cannot be watched (SIGSEGV, SIGQUIT,
 * SIGKILL and some more).
 *
 * <p>Thread: loop thread only.
 */
public final class SignalWatcher extends Handle {
  private final AtomicBoolean arrived = new AtomicBoolean();
  private @Nullable Runnable callback;
  private String name = "";

  /** A stopped watcher. */
  public SignalWatcher(EventLoop loop) {
    super(loop);
  }

  @Override
  public String kind() {
    return "signal";
  }

  /**
   * Starts it; a watcher that is started already changes its signal.
   *
   * @param name of the signal, with or without SIG: {@code SIGINT} or {@code INT}
   * @return 0, or {@code EINVAL} for a signal that does not exist or cannot be watched
   */
  public int start(String name, Runnable callback) {
    assertUsable();
    stop();
    String shortName = name.startsWith("SIG") ? name.substring(3) : name;
    int status = SignalTable.watch(shortName, this);
    if (status == 0) {
      this.name = shortName;
      this.callback = callback;
      setActive(true);
    }
    return status;
  }

  /** As {@link #start(String, Runnable)}, by the system's number. */
  public int start(int number, Runnable callback) {
    String known = SignalTable.nameOf(number);
    return known == null ? Errno.EINVAL.negative() : start(known, callback);
  }

  /** Stops it; it may be started again. */
  public void stop() {
    loop.assertOnLoop();
    if (isActive()) {
      SignalTable.unwatch(name, this);
      setActive(false);
    }
    callback = null;
  }

  /** Called by the thread that the virtual machine uses for signals. */
  void signalled() {
    if (!arrived.getAndSet(true)) {
      loop.polling.post(this);
    }
  }

  @Override
  void deliver() {
    arrived.getAndSet(false);
    Runnable toRun = callback;
    if (toRun == null) {
      return;
    }
    loop.enter(this);
    try {
      toRun.run();
    } finally {
      loop.leave(this);
    }
  }

  @Override
  void release() {
    stop();
  }
}
