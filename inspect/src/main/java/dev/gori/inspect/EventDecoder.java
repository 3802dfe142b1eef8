package dev.gori.inspect;

import dev.gori.loop.Phase;

/** Makes events of records. Any one thread. */
final class EventDecoder {
  private static final Phase[] PHASES = Phase.values();

  private final Names names;

  EventDecoder(Names names) {
    this.names = names;
  }

  static int typeOf(double[] r) {
    return (int) ((long) r[0] & 15);
  }

  static boolean isCallback(double[] r) {
    return typeOf(r) == RecordLayout.CALLBACK;
  }

  static Phase phaseOf(double[] r) {
    return PHASES[(int) ((long) r[0] >> 4 & 7) % PHASES.length];
  }

  static int ticksOf(double[] r) {
    return (int) ((long) r[0] >> 8);
  }

  static int siteOf(double[] r) {
    return (int) ((long) r[6] % RecordLayout.KIND_FACTOR);
  }

  static int kindOf(double[] r) {
    return (int) ((long) r[6] / RecordLayout.KIND_FACTOR);
  }

  LoopEvent.Callback callback(double[] r) {
    return new LoopEvent.Callback(
        phaseOf(r),
        r[1],
        Math.max(0, r[2]),
        Math.max(0, r[3]),
        ticksOf(r),
        (long) r[4],
        (long) r[5],
        names.site(siteOf(r)),
        names.kind(kindOf(r)),
        (long) r[7],
        ((long) r[0] & RecordLayout.SHARED) != 0);
  }

  LoopEvent decode(double[] r) {
    return switch (typeOf(r)) {
      case RecordLayout.ITERATION ->
          new LoopEvent.Iteration(r[1], r[2], r[3], (long) r[4], (int) r[5]);
      case RecordLayout.PHASE_RECORD ->
          new LoopEvent.PhaseRun(phaseOf(r), r[1], r[2], r[3], (long) r[4], (int) r[5]);
      case RecordLayout.CALLBACK -> callback(r);
      case RecordLayout.JOB ->
          new LoopEvent.Job(names.name((int) r[5]), names.name((int) r[4]), r[1], r[2], r[3]);
      case RecordLayout.QUEUES -> queues(r);
      default -> throw new IllegalStateException("no such record: " + r[0]);
    };
  }

  static LoopEvent.Queues queues(double[] r) {
    return new LoopEvent.Queues(
        r[1], (int) r[2], (int) r[3], (int) r[4], (int) r[5], (int) r[6], (int) r[7]);
  }
}
