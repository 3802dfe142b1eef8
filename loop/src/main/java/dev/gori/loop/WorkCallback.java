package dev.gori.loop;

import org.jspecify.annotations.Nullable;

/**
 * Receives the outcome of a job of the worker pool. Thread: loop thread, in the poll phase.
 *
 * @param <T> the job's result
 */
@FunctionalInterface
public interface WorkCallback<T> {
  /**
   * The job ended.
   *
   * @param error what the job threw; an {@link UvException} with {@code ECANCELED} if it was
   *     cancelled; null if it returned
   * @param result what the job returned
   */
  void done(@Nullable Throwable error, @Nullable T result);
}
