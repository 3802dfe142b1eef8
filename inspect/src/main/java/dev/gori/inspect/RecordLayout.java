package dev.gori.inspect;

/**
 * The memory of the record, which Java and JavaScript write on the loop thread and others read: a
 * header of ints, one of doubles, and a ring of records of eight doubles. {@code
 * internal/loop/recorder.js} repeats it; beginning a record fails when the two differ.
 *
 * <p>A record is complete when {@link #HEAD} counts it, and stays so until HEAD is a whole ring
 * ahead. All times are nanoseconds since the record began.
 *
 * <pre>
 * iteration  type, start, duration, wait, number, callbacks
 * phase      type + phase * 16, start, duration, wait, iteration, callbacks
 * callback   type + phase * 16 + ticks * 256, start, end and edge of its segment, number, number of its cause, site + kind * 2^26, id;
 *            recorder.js says what a segment is; {@link RecordReader} gives each callback times of its own, as in an event:
 *            type + 128 if they are shared, start, duration, duration of the queues after it
 * job        type, queued, wait, run, thread, kind
 * queues     type, time, pending, watchers, immediates, closing, jobs that wait, native timers
 * </pre>
 */
final class RecordLayout {
  /** Ints: how many records were written; wraps around. */
  static final int HEAD = 0;

  /** Whether JavaScript runs: {@link #IDLE} and its like. */
  static final int STATE = 1;

  /** Which record is that of what runs now: all but its times are there already. */
  static final int RUNNING = 2;

  /** The function that runs as its tick; 0: none, or its place is not known. */
  static final int TICK_SITE = 3;

  /** Counts the {@link Metronome}'s beats; 0 while there are none. */
  static final int BEAT = 4;

  static final int PHASE = 5;

  /** How many records JavaScript has written when it returns, of which Java is to time the end. */
  static final int WRITTEN = 6;

  static final int INTS = 64;

  /** Doubles: when JavaScript was entered; taken by who reads it first. */
  static final int ENTRY = 0;

  /** When the running callback began; 0: not known. */
  static final int STARTED = 1;

  /** Since when the loop waits for events; 0: it does not. */
  static final int WAITING_SINCE = 2;

  /** When {@link #BEAT} was counted. */
  static final int BEAT_TIME = 3;

  static final int DOUBLES = 32;

  static final int RECORD_DOUBLES = 8;
  static final int RECORD_BYTES = RECORD_DOUBLES * 8;

  /** A segment is at most this part of the ring. */
  static final int SEGMENT_PART = 64;

  static final int RECORDS_AT = INTS * 4 + DOUBLES * 8;

  // Types of records.
  static final int ITERATION = 1;
  static final int PHASE_RECORD = 2;
  static final int CALLBACK = 3;
  static final int JOB = 4;

  /** Of a callback as it is read: it was not timed by itself, but shares the time of several. */
  static final int SHARED = 128;

  static final int QUEUES = 5;

  // States.
  static final int IDLE = 0;
  static final int IN_CALLBACK = 1;
  static final int IN_QUEUES = 2;

  static final int KIND_FACTOR = 1 << 26;

  private RecordLayout() {}

  /** In the form in which recorder.js states its own. */
  static String text() {
    return ("head=%d state=%d running=%d tickSite=%d beat=%d phase=%d written=%d ints=%d"
            + " entry=%d started=%d beatTime=%d doubles=%d record=%d segmentPart=%d"
            + " callback=%d kindFactor=%d")
        .formatted(
            HEAD,
            STATE,
            RUNNING,
            TICK_SITE,
            BEAT,
            PHASE,
            WRITTEN,
            INTS,
            ENTRY,
            STARTED,
            BEAT_TIME,
            DOUBLES,
            RECORD_DOUBLES,
            SEGMENT_PART,
            CALLBACK,
            KIND_FACTOR);
  }
}
