package dev.gori.loop;

/** Decides which of the finished jobs is delivered next. Thread: loop thread. */
@FunctionalInterface
public interface CompletionOrder {
  /**
   * The index, among the finished jobs in the order of their completion, of the one to deliver now.
   *
   * @param waiting how many there are, at least 2
   */
  int next(int waiting);

  /** In the order of completion. */
  static CompletionOrder firstIn() {
    return SystemSources.FIRST_IN;
  }
}
