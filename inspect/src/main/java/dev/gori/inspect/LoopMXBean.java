package dev.gori.inspect;

/**
 * A program's event loop for JMX, as {@code dev.gori:type=EventLoop,program=…}. Durations are
 * milliseconds. Any thread.
 */
public interface LoopMXBean {
  /** How often the loop went through its phases. */
  long getIterations();

  /** How many callbacks were recorded. */
  long getCallbacks();

  /** How many ticks ran after them. */
  long getTicks();

  /** How many jobs the pool has done. */
  long getPoolJobs();

  /** How many jobs wait for a thread of the pool. */
  int getPoolQueueLength();

  /** How long the loop has worked. */
  double getWorkTime();

  /** How long it has waited for events. */
  double getWaitTime();

  /** The share of the time that it worked, 0 to 1. */
  double getUtilization();

  /** The time that an iteration works: the median. */
  double getDelayMedian();

  /** The time that an iteration works: 99 of 100 work for no longer. */
  double getDelay99();

  /** The longest time that an iteration worked. */
  double getDelayMax();

  /** How many callbacks ran for longer than the threshold, of the last fifty. */
  int getBlockedCallbacks();

  /** What runs now, with its place; empty when nothing does. */
  String getRunning();
}
