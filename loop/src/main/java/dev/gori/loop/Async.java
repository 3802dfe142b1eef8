package dev.gori.loop;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes the loop from any thread: libuv's {@code uv_async_t}. Sends that come before the callback
 * runs are coalesced into one call. It is active from its creation until it is closed.
 *
 * <p>Thread: {@link #send} any; the callback and all else loop thread only.
 */
public final class Async extends Handle {
  private final String kind;
  private final Runnable callback;
  private final AtomicBoolean sent = new AtomicBoolean();

  /** Calls {@code callback} in the poll phase after each {@link #send} or row of them. */
  public Async(EventLoop loop, Runnable callback) {
    this(loop, "async", callback);
  }

  /**
   * The same.
   *
   * @param kind what it is for, for listings
   */
  public Async(EventLoop loop, String kind, Runnable callback) {
    super(loop);
    this.kind = kind;
    this.callback = callback;
    setActive(true);
  }

  @Override
  public String kind() {
    return kind;
  }

  /** Asks for a call. What the caller wrote before it is visible to the callback. */
  public void send() {
    if (!sent.getAndSet(true)) {
      loop.polling.post(this);
    }
  }

  @Override
  void deliver() {
    sent.getAndSet(false);
    if (isClosing()) {
      return;
    }
    loop.enter(this);
    try {
      callback.run();
    } finally {
      loop.leave(this);
    }
  }

  @Override
  void release() {}
}
