package dev.gori.inspect;

import dev.gori.loop.Phase;

/** Makes events of records. Any one thread. */
final class EventDecoder {
  private static final Phase[] PHASES = Phase.values();

  private final Names names;

  EventDecoder(Names names) {
    this.names = names;
  }

  static boolean isCallback(double[] r) {
    return ((long) r[0] & 15) == RecordLayout.CALLBACK;
  }

  LoopEvent.Callback callback(double[] r) {
    long head = (long) r[0];
    return new LoopEvent.Callback(
        PHASES[(int) (head >> 4 & 7) % PHASES.length],
        r[1],
        Math.max(0, r[2]),
        Math.max(0, r[3]),
        (int) (head >> 8),
        (long) r[4],
        (long) r[5],
        names.site((int) ((long) r[6] % RecordLayout.KIND_FACTOR)),
        names.kind((int) ((long) r[6] / RecordLayout.KIND_FACTOR)),
        (long) r[7],
        (head & RecordLayout.SHARED) != 0);
  }

  LoopEvent decode(double[] r) {
    long head = (long) r[0];
    Phase phase = PHASES[(int) (head >> 4 & 7) % PHASES.length];
    return switch ((int) (head & 15)) {
      case RecordLayout.ITERATION ->
          new LoopEvent.Iteration(r[1], r[2], r[3], (long) r[4], (int) r[5]);
      case RecordLayout.PHASE_RECORD ->
          new LoopEvent.PhaseRun(phase, r[1], r[2], r[3], (long) r[4], (int) r[5]);
      case RecordLayout.CALLBACK -> callback(r);
      case RecordLayout.JOB ->
          new LoopEvent.Job(names.name((int) r[5]), names.name((int) r[4]), r[1], r[2], r[3]);
      case RecordLayout.QUEUES ->
          new LoopEvent.Queues(
              r[1], (int) r[2], (int) r[3], (int) r[4], (int) r[5], (int) r[6], (int) r[7]);
      default -> throw new IllegalStateException("no such record: " + head);
    };
  }
}
