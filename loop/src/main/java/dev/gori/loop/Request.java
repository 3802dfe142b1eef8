package dev.gori.loop;

import org.jspecify.annotations.Nullable;

/**
 * A one-shot operation: it keeps the loop alive from its start until its callback has run.
 *
 * <p>Thread: loop thread only.
 */
public abstract sealed class Request extends Resource permits WorkRequest, IoRequest {
  private boolean active;

  /** Links of the loop's list of active requests. */
  @Nullable Request previous;

  @Nullable Request next;

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

  @Override
  public String toString() {
    return kind() + (active ? " (under way)" : " (done)");
  }
}
