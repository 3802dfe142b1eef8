package dev.gori.loop;

/**
 * Runs in every iteration right after the loop polled: libuv's {@code uv_check_t}. Node's
 * immediates run here.
 *
 * <p>Thread: loop thread only.
 */
public final class Check extends PhaseWatcher {
  /** A stopped watcher. */
  public Check(EventLoop loop) {
    super(loop, loop.checkWatchers);
  }

  @Override
  public String kind() {
    return "check";
  }
}
