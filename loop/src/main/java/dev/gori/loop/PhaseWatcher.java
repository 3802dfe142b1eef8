package dev.gori.loop;

import org.jspecify.annotations.Nullable;

/**
 * A hook that runs once in every iteration, in the phase that its class is named for.
 *
 * <p>Thread: loop thread only.
 */
public abstract sealed class PhaseWatcher extends Handle permits Idle, Prepare, Check {
  private final WatcherList watchers;
  private @Nullable Runnable callback;

  /** The number of the pass before which it was started; see WatcherList. */
  long startedIn;

  PhaseWatcher(EventLoop loop, WatcherList watchers) {
    super(loop);
    this.watchers = watchers;
  }

  /** Starts it; it first runs when its phase next begins. Does nothing if it is started. */
  public final void start(Runnable callback) {
    assertUsable();
    if (!isActive()) {
      this.callback = callback;
      watchers.add(this);
      setActive(true);
    }
  }

  /** Stops it; it may be started again. */
  public final void stop() {
    loop.assertOnLoop();
    if (isActive()) {
      watchers.remove(this);
      setActive(false);
    }
  }

  @Override
  final void deliver() {
    Runnable toRun = callback;
    if (toRun != null) {
      loop.enter(this);
      try {
        toRun.run();
      } finally {
        loop.leave(this);
      }
    }
  }

  @Override
  final void release() {
    stop();
  }
}
