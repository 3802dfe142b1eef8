package dev.gori.loop;

/**
 * Sees what the loop does. All methods are called on the loop thread and do nothing by default.
 * Queue lengths can be asked of the loop itself ({@link EventLoop#pendingCount()} and its like) in
 * any of them.
 */
public interface LoopObserver {
  /** A pass through the phases begins; the first one is 1. */
  default void iterationBegin(EventLoop loop, long iteration) {}

  /** It ended. */
  default void iterationEnd(EventLoop loop, long iteration) {}

  /** A phase begins. */
  default void phaseBegin(EventLoop loop, Phase phase) {}

  /** A phase ended, its batch included. */
  default void phaseEnd(EventLoop loop, Phase phase, int callbacks) {}

  /** A callback is about to run. */
  default void callbackBegin(EventLoop loop, Phase phase, Resource resource) {}

  /** It returned or threw. */
  default void callbackEnd(EventLoop loop, Phase phase, Resource resource) {}

  /** The callbacks of a phase ran; what they batched is handed over now. */
  default void flushBegin(EventLoop loop, Phase phase) {}

  /** The batch was handled. */
  default void flushEnd(EventLoop loop, Phase phase) {}

  /**
   * The loop is about to look for I/O.
   *
   * @param timeoutMillis how long it may wait; 0: not at all; -1: no limit
   */
  default void waitBegin(EventLoop loop, long timeoutMillis) {}

  /** The wait is over. */
  default void waitEnd(EventLoop loop, int ready) {}

  /** An observer that tells two of all that it sees, {@code first} first. */
  static LoopObserver both(LoopObserver first, LoopObserver second) {
    return new BothObservers(first, second);
  }
}
