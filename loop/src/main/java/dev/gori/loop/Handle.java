package dev.gori.loop;

import org.jspecify.annotations.Nullable;

/**
 * A long-lived watcher: it calls back as often as its event happens, until it is stopped or closed.
 *
 * <p>A handle keeps the loop alive while it is active and referenced. {@link #unref} lets the loop
 * end although the handle is active. A handle that is no longer needed has to be closed.
 *
 * <p>Thread: loop thread only, but for {@link Async#send}.
 */
public abstract sealed class Handle extends Resource
    permits Timer, PhaseWatcher, Async, ChannelHandle, SignalWatcher, BlockingReader, ChildProcess {
  private boolean active;
  private boolean ref = true;
  private boolean closing;
  private boolean closed;
  private @Nullable Runnable onClosed;

  Handle(EventLoop loop) {
    super(loop);
    loop.adopt(this);
  }

  /** Lets it keep the loop alive while it is active; the initial state. */
  public final void ref() {
    loop.assertOnLoop();
    if (!ref) {
      ref = true;
      if (active) {
        loop.activeHandles++;
      }
    }
  }

  /** Stops it from keeping the loop alive. */
  public final void unref() {
    loop.assertOnLoop();
    if (ref) {
      ref = false;
      if (active) {
        loop.activeHandles--;
      }
    }
  }

  /** Whether it keeps the loop alive while it is active. */
  public final boolean hasRef() {
    return ref;
  }

  /** Whether it waits for its event: a started timer, a reading stream, a listening server. */
  public final boolean isActive() {
    return active;
  }

  /** Whether {@link #close} was called. */
  public final boolean isClosing() {
    return closing;
  }

  @Override
  public final boolean keepsLoopAlive() {
    return active && ref;
  }

  /** Closes it; no callback but the close callback runs afterwards. */
  public final void close() {
    close(null);
  }

  /**
   * Closes it. Requests under way on it end with {@code ECANCELED}, then {@code onClosed} runs, in
   * the closing phase of this iteration or, when called there, of the next one.
   *
   * @throws IllegalStateException if it is closing already
   */
  public final void close(@Nullable Runnable onClosed) {
    loop.assertOnLoop();
    if (closing) {
      throw new IllegalStateException(kind() + " is closing already");
    }
    closing = true;
    this.onClosed = onClosed;
    release();
    setActive(false);
    loop.closeSoon(this);
  }

  /** Gives back what the handle holds: called once, when closing starts. */
  abstract void release();

  /** Ends what is still under way: called once, just before the close callback. */
  void abandon() {}

  final void setActive(boolean value) {
    if (active != value) {
      active = value;
      if (ref) {
        loop.activeHandles += value ? 1 : -1;
      }
    }
  }

  final void assertUsable() {
    loop.assertOnLoop();
    if (closing) {
      throw new IllegalStateException(kind() + " is closing");
    }
  }

  /**
   * The last step of closing, in the closing phase. May be called again if a callback in it threw:
   * it goes on with the next one.
   */
  final void finishClose() {
    if (closed) {
      return;
    }
    abandon();
    closed = true;
    loop.forget(this);
    Runnable callback = onClosed;
    if (callback != null) {
      onClosed = null;
      loop.enter(this);
      try {
        callback.run();
      } finally {
        loop.leave(this);
      }
    }
  }

  /** Closing by {@link EventLoop#close}: gives everything back and calls nobody. */
  final void discard() {
    if (!closing) {
      closing = true;
      release();
      setActive(false);
    }
    closed = true;
    onClosed = null;
  }

  @Override
  public String toString() {
    return kind()
        + (closing ? " (closing)" : (active ? " (active" : " (stopped") + (ref ? ")" : ", unref)"));
  }
}
