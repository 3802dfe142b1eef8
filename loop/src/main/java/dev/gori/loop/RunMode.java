package dev.gori.loop;

/** How long {@link EventLoop#run} goes on. */
public enum RunMode {
  /** Until nothing keeps the loop alive, or it is stopped. */
  DEFAULT,
  /** One iteration; its poll phase waits if there is nothing to do. */
  ONCE,
  /** One iteration that never waits. */
  NOWAIT
}
