package dev.gori.inspect;

import dev.gori.loop.Phase;

/**
 * What the loop does at a moment.
 *
 * @param state one of {@link RecordLayout}'s
 * @param start when the callback began; 0: not known
 * @param waitingSince since when it waits for events; 0: it does not
 */
record Current(
    int state,
    Phase phase,
    long number,
    double start,
    Site site,
    String kind,
    long cause,
    long id,
    int ticks,
    double waitingSince) {
  private static final Phase[] PHASES = Phase.values();
  private static final int ATTEMPTS = 8;

  /** Reads it while the loop runs on. Any thread. */
  static Current read(RecordMemory memory, Names names) {
    double[] record = new double[RecordLayout.RECORD_DOUBLES];
    int index = memory.header(RecordLayout.RUNNING);
    Current current = readOnce(memory, names, index, record);
    for (int i = 0; i < ATTEMPTS; i++) {
      int now = memory.header(RecordLayout.RUNNING);
      if (now == index) {
        break;
      }
      index = now;
      current = readOnce(memory, names, index, record);
    }
    return current;
  }

  private static Current readOnce(RecordMemory memory, Names names, int index, double[] record) {
    int state = memory.header(RecordLayout.STATE);
    int tick = memory.header(RecordLayout.TICK_SITE);
    memory.read(index, record);
    return new Current(
        state,
        PHASES[Math.floorMod(memory.header(RecordLayout.PHASE), PHASES.length)],
        (long) record[4],
        memory.time(RecordLayout.STARTED),
        names.site(tick != 0 ? tick : EventDecoder.siteOf(record)),
        names.kind(EventDecoder.kindOf(record)),
        (long) record[5],
        (long) record[7],
        EventDecoder.ticksOf(record),
        memory.time(RecordLayout.WAITING_SINCE));
  }

  /** Where it is, in words. */
  String stateText() {
    return switch (state) {
      case RecordLayout.IN_CALLBACK -> "callback";
      case RecordLayout.IN_QUEUES -> "ticks and microtasks";
      default -> waitingSince > 0 ? "waiting" : "between callbacks";
    };
  }
}
