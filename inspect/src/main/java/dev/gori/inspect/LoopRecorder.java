package dev.gori.inspect;

import dev.gori.loop.Clock;
import dev.gori.loop.EventLoop;
import dev.gori.loop.LoopObserver;
import dev.gori.loop.Phase;
import dev.gori.loop.Resource;
import dev.gori.loop.WorkRequest;
import java.util.function.IntSupplier;

/**
 * Records what a loop does, but for its callbacks, which JavaScript records: iterations, phases,
 * queue lengths and the pool's jobs.
 *
 * <p>Thread: loop thread, but for the record's memory and the names, which any thread may read.
 */
final class LoopRecorder implements LoopObserver {
  /** Four megabytes. */
  static final int CAPACITY = 1 << 16;

  private final RecordMemory memory;
  private final Names names;
  private final Clock clock;
  private final long base;
  private final IntSupplier immediates;

  private double iterationStart;
  private double iterationWait;
  private int iterationCallbacks;

  /** When the phase began, or the first of those before it in which nothing ran. */
  private double phaseStart;

  private double phaseWait;

  /**
   * A recorder.
   *
   * @param immediates how many immediates wait
   */
  LoopRecorder(RecordMemory memory, Names names, Clock clock, IntSupplier immediates) {
    this.memory = memory;
    this.names = names;
    this.clock = clock;
    this.immediates = immediates;
    base = clock.nanoTime();
  }

  /** The time since the record began, in nanoseconds. Any thread. */
  double now() {
    return clock.nanoTime() - base;
  }

  private double sinceBase(long nanos) {
    return nanos - base;
  }

  @Override
  public void iterationBegin(EventLoop loop, long iteration) {
    iterationStart = phaseStart = now();
    iterationWait = 0;
    iterationCallbacks = 0;
  }

  @Override
  public void iterationEnd(EventLoop loop, long iteration) {
    double end = now();
    if (iterationStart > 0) {
      memory.append(
          RecordLayout.ITERATION,
          iterationStart,
          end - iterationStart,
          iterationWait,
          iteration,
          iterationCallbacks,
          0,
          0);
    }
    memory.append(
        RecordLayout.QUEUES,
        end,
        loop.pendingCount(),
        loop.channelCount(),
        immediates.getAsInt(),
        loop.closingCount(),
        loop.activeRequestCount(),
        loop.timerCount());
  }

  @Override
  public void phaseBegin(EventLoop loop, Phase phase) {
    phaseWait = 0;
    memory.setHeader(RecordLayout.PHASE, phase.ordinal());
  }

  @Override
  public void phaseEnd(EventLoop loop, Phase phase, int callbacks) {
    if (callbacks == 0 && phaseWait == 0) {
      return; // what it took belongs to the next one
    }
    iterationCallbacks += callbacks;
    double end = now();
    if (phaseStart > 0) {
      memory.append(
          RecordLayout.PHASE_RECORD + phase.ordinal() * 16,
          phaseStart,
          end - phaseStart,
          phaseWait,
          loop.iteration(),
          callbacks,
          0,
          0);
    }
    phaseStart = end;
  }

  @Override
  public void waitBegin(EventLoop loop, long timeoutMillis) {
    memory.setTime(RecordLayout.WAITING_SINCE, now());
  }

  @Override
  public void waitEnd(EventLoop loop, int ready) {
    double since = memory.time(RecordLayout.WAITING_SINCE);
    if (since > 0) {
      phaseWait = now() - since;
      iterationWait += phaseWait;
      memory.setTime(RecordLayout.WAITING_SINCE, 0);
    }
  }

  @Override
  public void flushBegin(EventLoop loop, Phase phase) {
    memory.setTime(RecordLayout.ENTRY, now());
  }

  @Override
  public void flushEnd(EventLoop loop, Phase phase) {
    // Also when nothing was written: what is called for one entry of a hundred only is interpreted
    // by the JVM for half a minute, and costs more than the clock.
    memory.complete(now());
  }

  @Override
  public void callbackBegin(EventLoop loop, Phase phase, Resource resource) {
    if (resource instanceof WorkRequest<?> job) {
      double queued = sinceBase(job.queuedNanos());
      String thread = job.threadName();
      if (queued > 0 && thread != null) {
        memory.complete(now());
        memory.append(
            RecordLayout.JOB,
            queued,
            job.startNanos() - job.queuedNanos(),
            job.endNanos() - job.startNanos(),
            names.number(thread),
            names.number(job.kind()),
            0,
            0);
      }
    }
  }
}
