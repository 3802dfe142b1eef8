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
    Current current = readOnce(memory, names);
    for (int i = 0; i < ATTEMPTS; i++) {
      int version = memory.header(RecordLayout.VERSION);
      current = readOnce(memory, names);
      if (memory.header(RecordLayout.VERSION) == version) {
        break;
      }
    }
    return current;
  }

  private static Current readOnce(RecordMemory memory, Names names) {
    int user = memory.header(RecordLayout.USER_SITE);
    return new Current(
        memory.header(RecordLayout.STATE),
        PHASES[Math.floorMod(memory.header(RecordLayout.PHASE), PHASES.length)],
        (long) memory.time(RecordLayout.CURRENT_NUMBER),
        memory.time(RecordLayout.CURRENT_START),
        names.site(user != 0 ? user : memory.header(RecordLayout.SITE)),
        names.kind(memory.header(RecordLayout.KIND)),
        (long) memory.time(RecordLayout.CURRENT_CAUSE),
        (long) memory.time(RecordLayout.CURRENT_ID),
        memory.header(RecordLayout.TICKS),
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
