package dev.gori.loop;

/** The phases of an iteration, in their order. */
public enum Phase {
  /** Due timers. */
  TIMERS,
  /** What the last iteration put off. */
  PENDING,
  /** Idle watchers. */
  IDLE,
  /** Prepare watchers. */
  PREPARE,
  /** Waiting for, and handling of, I/O, finished jobs and wake-ups. */
  POLL,
  /** Check watchers. */
  CHECK,
  /** Close callbacks. */
  CLOSING
}
