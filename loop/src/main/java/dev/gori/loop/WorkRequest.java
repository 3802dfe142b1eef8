package dev.gori.loop;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A job of the worker pool; see {@link EventLoop#work}.
 *
 * <p>Thread: loop thread, but for {@link #runJob}, which a pool thread calls.
 *
 * @param <T> the job's result
 */
public final class WorkRequest<T> extends Request {
  private final String kind;
  private final Callable<T> job;
  private final WorkCallback<T> callback;

  /** A slow job waits for the network, not for a disk or a processor; see WorkerPool. */
  final boolean slow;

  /** The pool's order of submission; written and read under the pool's lock. */
  long ticket;

  /** Written before the request is posted to the loop, read after it was taken. */
  private @Nullable T result;

  private @Nullable Throwable error;

  /** By the loop's clock, when it was queued, started and done; 0: not yet. */
  private final long queuedNanos;

  private volatile long startNanos;
  private long endNanos;
  private @Nullable Thread thread;

  WorkRequest(
      EventLoop loop, String kind, boolean slow, Callable<T> job, WorkCallback<T> callback) {
    super(loop);
    this.kind = kind;
    this.slow = slow;
    this.job = job;
    this.callback = callback;
    queuedNanos = loop.clock().nanoTime();
    begin();
  }

  @Override
  public String kind() {
    return kind;
  }

  /**
   * Takes the job out of the queue. Its callback then gets an {@link UvException} with {@code
   * ECANCELED}, in the poll phase.
   *
   * @return false if it is too late: the job runs or has run
   */
  public boolean cancel() {
    loop.assertOnLoop();
    if (!loop.pool.remove(this)) {
      return false;
    }
    error = new UvException(Errno.ECANCELED, kind);
    loop.polling.complete(this);
    return true;
  }

  /** Pool thread. */
  void runJob() {
    thread = Thread.currentThread();
    startNanos = loop.clock().nanoTime();
    try {
      result = job.call();
    } catch (Throwable t) {
      // Whatever a job throws belongs to its callback: the pool's thread goes on.
      error = t;
    }
    endNanos = loop.clock().nanoTime();
    loop.polling.complete(this);
  }

  /** When it was queued, by the loop's clock. Thread: any. */
  public long queuedNanos() {
    return queuedNanos;
  }

  /** When a thread took it, by the loop's clock; 0 if none did. Thread: any. */
  public long startNanos() {
    return startNanos;
  }

  /** When it was done, by the loop's clock; 0 before, and if it was cancelled. In the callback. */
  public long endNanos() {
    return endNanos;
  }

  /** The name of the pool's thread that ran it; null if none did. In the callback. */
  public @Nullable String threadName() {
    Thread ran = thread;
    return ran == null ? null : ran.getName();
  }

  @Override
  void deliver() {
    end();
    loop.enter(this);
    try {
      callback.done(error, result);
    } finally {
      loop.leave(this);
    }
  }
}
