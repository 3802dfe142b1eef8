package dev.gori.loop;

/**
 * Runs in every iteration right before the loop polls: libuv's {@code uv_prepare_t}.
 *
 * <p>Thread: loop thread only.
 */
public final class Prepare extends PhaseWatcher {
  /** A stopped watcher. */
  public Prepare(EventLoop loop) {
    super(loop, loop.prepareWatchers);
  }

  @Override
  public String kind() {
    return "prepare";
  }
}
