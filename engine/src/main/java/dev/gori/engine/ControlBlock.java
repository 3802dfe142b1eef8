package dev.gori.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory that Java and JavaScript share for calls in both directions. Loop thread only: one
 * thread runs both sides, so there are no fences.
 *
 * <p>The layout is declared here and repeated in {@code internal/boundary.js}; making the snapshot
 * fails when the two differ. The first 128 ints are int fields; behind them lie doubles.
 */
public final class ControlBlock {
  /** JavaScript to Java: the operation of a host call. */
  static final int OPERATION = 0;

  /** Java to JavaScript: how to read the result of a host call. */
  static final int RESULT_KIND = 1;

  /** JavaScript to Java: the request a host call is made for, 0 when it is synchronous. */
  static final int REQUEST = 2;

  /** Java to JavaScript: the number of records in the completion ring. */
  static final int COMPLETIONS = 3;

  /** Java to JavaScript: non-zero when promise rejections wait to be taken. */
  static final int REJECTIONS = 4;

  /** JavaScript to Java: the number of bytes of submissions. */
  static final int SUBMISSIONS = 5;

  /**
   * JavaScript to Java: bit 1 the native timer changed, bit 2 its reference changed, bit 4 the
   * immediates' state changed.
   */
  static final int CHANGES = 6;

  /** JavaScript to Java: whether the native timer keeps the loop alive. */
  static final int TIMER_REF = 7;

  /** JavaScript to Java: the number of immediates. */
  static final int IMMEDIATES = 8;

  /** JavaScript to Java: the number of immediates that keep the loop alive. */
  static final int IMMEDIATES_REF = 9;

  /** Java to JavaScript: non-zero once execution is being stopped. */
  static final int STOPPING = 10;

  /** Java to JavaScript: non-zero once the program has begun to change files. */
  static final int FILES_CHANGED = 11;

  /**
   * Byte ranges of arguments and of a result in the arena: two ints each, offset and length, from
   * here on.
   */
  static final int RANGES = 16;

  /** The number of int fields. */
  static final int INTS = 128;

  /**
   * Double 0, JavaScript to Java: the loop's time in milliseconds at which the native timer fires;
   * negative when it is stopped.
   */
  static final int TIMER_DUE = 0;

  /** Double 1, Java to JavaScript: the loop's time in milliseconds when JavaScript was entered. */
  static final int ENTRY_LOOP_TIME = 1;

  /** Double 2, Java to JavaScript: the wall clock in milliseconds at the same moment. */
  static final int ENTRY_WALL_TIME = 2;

  static final int DOUBLES = 16;

  static final int BYTES = INTS * 4 + DOUBLES * 8;

  /** Result kinds. */
  static final int PLAIN = 0;

  static final int ERROR = 1;
  static final int STRINGS = 2;
  static final int DOUBLE_ARRAY = 3;
  static final int BYTE_ARRAY = 4;

  /** As the two above, but in the completion arena: the first range says where. */
  static final int SCRATCH_DOUBLES = 5;

  static final int SCRATCH_BYTES = 6;

  private final ByteBuffer memory = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.nativeOrder());
  private int resultKind = PLAIN;

  ByteBuffer memory() {
    return memory;
  }

  int get(int field) {
    return memory.getInt(field << 2);
  }

  void set(int field, int value) {
    memory.putInt(field << 2, value);
  }

  /** Says how the result of the host call that runs is to be read; it is plain until then. */
  void setResultKind(int kind) {
    // Only Java writes it, and memory costs much in a JVM that has just started.
    if (kind != resultKind) {
      resultKind = kind;
      set(RESULT_KIND, kind);
    }
  }

  double getDouble(int field) {
    return memory.getDouble(INTS * 4 + (field << 3));
  }

  void setDouble(int field, double value) {
    memory.putDouble(INTS * 4 + (field << 3), value);
  }

  /** The layout in the form in which internal/boundary.js states its own. */
  static String layout() {
    return "operation="
        + OPERATION
        + " resultKind="
        + RESULT_KIND
        + " request="
        + REQUEST
        + " completions="
        + COMPLETIONS
        + " rejections="
        + REJECTIONS
        + " submissions="
        + SUBMISSIONS
        + " changes="
        + CHANGES
        + " timerRef="
        + TIMER_REF
        + " immediates="
        + IMMEDIATES
        + " immediatesRef="
        + IMMEDIATES_REF
        + " stopping="
        + STOPPING
        + " filesChanged="
        + FILES_CHANGED
        + " ranges="
        + RANGES
        + " ints="
        + INTS
        + " timerDue="
        + TIMER_DUE
        + " entryLoopTime="
        + ENTRY_LOOP_TIME
        + " entryWallTime="
        + ENTRY_WALL_TIME
        + " record="
        + Completions.RECORD_INTS
        + " submission="
        + Submissions.RECORD_INTS;
  }
}
