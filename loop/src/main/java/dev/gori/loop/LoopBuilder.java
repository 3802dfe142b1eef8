package dev.gori.loop;

import org.jspecify.annotations.Nullable;

/** Describes a loop. Not safe for use by several threads at once. */
public final class LoopBuilder {
  Clock clock = Clock.system();
  Poller poller = Poller.system();
  CompletionOrder completionOrder = CompletionOrder.firstIn();
  Entropy entropy = Entropy.system();
  @Nullable LoopObserver observer;
  boolean recordCreation;
  int maxEventsPerPoll = 1024;
  @Nullable WorkerPool pool;
  int poolSize = 4;

  LoopBuilder() {}

  /** The source of time. */
  public LoopBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /** Waits for I/O and orders it. */
  public LoopBuilder poller(Poller poller) {
    this.poller = poller;
    return this;
  }

  /** The order in which finished jobs are delivered. */
  public LoopBuilder completionOrder(CompletionOrder order) {
    this.completionOrder = order;
    return this;
  }

  /** The source of random bytes. */
  public LoopBuilder entropy(Entropy entropy) {
    this.entropy = entropy;
    return this;
  }

  /** A pool that the loop shares with others; the caller closes it. */
  public LoopBuilder pool(WorkerPool pool) {
    this.pool = pool;
    return this;
  }

  /** The size of the loop's own pool, 1 to 1024; 4 if not set. */
  public LoopBuilder poolSize(int size) {
    this.poolSize = size;
    return this;
  }

  /** How many events a poll phase delivers at most; 1024 if not set. */
  public LoopBuilder maxEventsPerPoll(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("at least 1 event a poll, not " + max);
    }
    this.maxEventsPerPoll = max;
    return this;
  }

  /** Who watches the loop. */
  public LoopBuilder observer(LoopObserver observer) {
    this.observer = observer;
    return this;
  }

  /** Whether handles and requests remember where they were created. */
  public LoopBuilder recordCreation(boolean record) {
    this.recordCreation = record;
    return this;
  }

  /** The loop. */
  public EventLoop build() {
    return new EventLoop(this);
  }
}
