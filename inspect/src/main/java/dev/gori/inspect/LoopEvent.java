package dev.gori.inspect;

import dev.gori.loop.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the loop did. Times are nanoseconds since the record began. Immutable. */
sealed interface LoopEvent {
  /** When it began. */
  double start();

  /** A pass through the phases. */
  record Iteration(double start, double duration, double waited, long number, int callbacks)
      implements LoopEvent {}

  /** One phase of it; only poll waits. */
  record PhaseRun(
      Phase phase, double start, double duration, double waited, long iteration, int callbacks)
      implements LoopEvent {}

  /**
   * A callback.
   *
   * @param duration until it returned
   * @param queues how long the ticks and microtasks took that were drained after it
   * @param ticks how many ticks
   * @param cause the number of the callback that started it; 0: not known
   * @param id of the timer, the immediate, the handle or the request
   * @param shared whether it was not timed by itself: start and duration are its share of the time
   *     of several
   */
  record Callback(
      Phase phase,
      double start,
      double duration,
      double queues,
      int ticks,
      long number,
      long cause,
      Site site,
      String kind,
      long id,
      boolean shared)
      implements LoopEvent {}

  /** A job of the worker pool. */
  record Job(String kind, String thread, double start, double waited, double run)
      implements LoopEvent {}

  /** What waited at the end of an iteration. */
  record Queues(
      double start,
      int pending,
      int watchers,
      int immediates,
      int closing,
      int requests,
      int timers)
      implements LoopEvent {}

  /** A garbage collection; {@code by} is V8 or JVM. */
  record Collection(String by, double start, double duration) implements LoopEvent {}

  /**
   * A callback that ran for longer than the threshold. It is told when it is noticed, again with
   * every stack, and at last when it has ended.
   *
   * @param since when it began
   * @param duration until now, or until it ended
   * @param state where it is: in the callback, in its ticks and microtasks
   * @param stack the stack that was seen most often, innermost frame first
   * @param samples how many stacks were taken
   * @param host what Java did at the last look, when it was in a host call; null: JavaScript ran
   */
  record Blocked(
      long number,
      double since,
      double duration,
      boolean ended,
      Phase phase,
      String state,
      Site site,
      String kind,
      long cause,
      List<String> stack,
      int samples,
      @Nullable String host)
      implements LoopEvent {
    @Override
    public double start() {
      return since;
    }
  }
}
