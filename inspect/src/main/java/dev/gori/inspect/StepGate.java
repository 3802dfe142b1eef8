package dev.gori.inspect;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where the loop waits before each callback, in step mode, until the page lets it go on. Any
 * thread.
 */
final class StepGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private static final long LOOK_NANOS = 100_000_000;

  private final BooleanSupplier ended;
  private boolean closed;
  private long permits;
  private long passed;
  private boolean waiting;

  /**
   * A gate that is closed, or one that never is.
   *
   * @param ended whether the program is to end, so that nobody waits any more
   */
  StepGate(boolean closed, BooleanSupplier ended) {
    this.ended = ended;
    this.closed = closed;
  }

  /** Loop thread: waits for a permission. */
  void pass() {
    lock.lock();
    try {
      waiting = true;
      changed.signalAll();
      while (closed && permits == 0 && !ended.getAsBoolean()) {
        // The program may be stopped meanwhile, and nobody tells that.
        try {
          long unused = changed.awaitNanos(LOOK_NANOS);
        } catch (InterruptedException e) {
          // The loop ends at an interrupt: nothing is waited for any more.
          closed = false;
          Thread.currentThread().interrupt();
        }
      }
      if (closed) {
        permits--;
      }
      passed++;
      waiting = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets so many callbacks run. */
  void next(int callbacks) {
    lock.lock();
    try {
      permits += callbacks;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets all callbacks run from now on. */
  void open() {
    lock.lock();
    try {
      closed = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the loop stands before it. */
  boolean isWaiting() {
    lock.lock();
    try {
      return waiting && closed && permits == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the loop stands before it, or has only just been let through. */
  boolean isHeld() {
    lock.lock();
    try {
      return waiting && closed;
    } finally {
      lock.unlock();
    }
  }

  /** How many callbacks have gone through. */
  long passed() {
    lock.lock();
    try {
      return passed;
    } finally {
      lock.unlock();
    }
  }
}
