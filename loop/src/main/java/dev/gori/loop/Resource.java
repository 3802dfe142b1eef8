package dev.gori.loop;

import org.jspecify.annotations.Nullable;

/**
 * Something that the loop can call back: a long-lived {@link Handle} or a one-shot {@link Request}.
 *
 * <p>Thread: what is public here may be read on the loop thread only.
 */
public abstract sealed class Resource permits Handle, Request {
  final EventLoop loop;
  private final @Nullable Throwable createdAt;

  /** Link of the list in which other threads hand this resource to the loop; see Mailbox. */
  @Nullable Resource nextPosted;

  /** Links of the loop's list of handles, or of requests; see ResourceList. */
  @Nullable Resource previous;

  @Nullable Resource next;

  /** Whether it is among those that the poll phase had no room for. */
  boolean isPutOff;

  Resource(EventLoop loop) {
    this.loop = loop;
    this.createdAt = loop.recordsCreation() ? new Throwable("created here") : null;
  }

  /** What it is, for listings: {@code timer}, {@code tcp}, {@code work} and so on. */
  public abstract String kind();

  /** Whether it keeps the loop alive at this moment. */
  public abstract boolean keepsLoopAlive();

  /** Where it was created, if the loop was built with {@code recordCreation(true)}. */
  public final @Nullable Throwable createdAt() {
    return createdAt;
  }

  /** The loop that it belongs to. */
  public final EventLoop loop() {
    return loop;
  }

  /** Runs what is due for it, in the poll phase. */
  abstract void deliver();
}
