package dev.gori.loop;

/**
 * A one-shot operation: it keeps the loop alive from its start until its callback has run.
 *
 * <p>Thread: loop thread only.
 */
public abstract sealed class Request extends Resource permits WorkRequest, IoRequest {
  private boolean active;

  Request(EventLoop loop) {
    super(loop);
  }

  /** Whether its callback is still to come. */
  public final boolean isActive() {
    return active;
  }

  @Override
  public final boolean keepsLoopAlive() {
    return active;
  }

  final void begin() {
    active = true;
    loop.adopt(this);
  }

  /** Ends it; the callback runs right after. */
  final void end() {
    if (active) {
      active = false;
      loop.forget(this);
    }
  }

  /** Ending by {@link EventLoop#close}: the callback does not run. */
  final void discard() {
    active = false;
  }

  @Override
  public String toString() {
    return kind() + (active ? " (under way)" : " (done)");
  }
}
