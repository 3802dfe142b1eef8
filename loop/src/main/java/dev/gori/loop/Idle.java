package dev.gori.loop;

/**
 * Runs in every iteration before the loop polls, and keeps it from waiting: libuv's {@code
 * uv_idle_t}.
 *
 * <p>Thread: loop thread only.
 */
public final class Idle extends PhaseWatcher {
  /** A stopped watcher. */
  public Idle(EventLoop loop) {
    super(loop, loop.idleWatchers);
  }

  @Override
  public String kind() {
    return "idle";
  }
}
