package dev.gori.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * What JavaScript asks for without a call of its own: records it writes while it runs, executed
 * when it returns to Java, in order. Loop thread only.
 *
 * <p>A record is four ints: handle, type, and two values; for a write the values are offset and
 * length in the submission arena. JavaScript falls back to a host call when either is full.
 */
public final class Submissions {
  static final int RECORD_INTS = 4;
  static final int CAPACITY = 2048;
  static final int ARENA_BYTES = 1 << 17;

  /** Executes one submission. */
  @FunctionalInterface
  public interface Executor {
    /** Executes a record; {@code arena} holds the bytes it names, valid during the call. */
    void execute(int handle, int type, int a, int b, ByteBuffer arena);
  }

  private final ByteBuffer recordMemory =
      ByteBuffer.allocateDirect(CAPACITY * RECORD_INTS * 4).order(ByteOrder.nativeOrder());
  private final IntBuffer records = recordMemory.asIntBuffer();
  private final ByteBuffer arena =
      ByteBuffer.allocateDirect(ARENA_BYTES).order(ByteOrder.nativeOrder());
  private final ControlBlock control;

  Submissions(ControlBlock control) {
    this.control = control;
  }

  ByteBuffer recordMemory() {
    return recordMemory;
  }

  ByteBuffer arenaMemory() {
    return arena;
  }

  /** Executes all records in order; JavaScript may write new ones afterwards. */
  void execute(Executor executor) {
    int count = control.get(ControlBlock.SUBMISSIONS);
    if (count == 0) {
      return;
    }
    for (int i = 0, at = 0; i < count; i++, at += RECORD_INTS) {
      executor.execute(
          records.get(at), records.get(at + 1), records.get(at + 2), records.get(at + 3), arena);
    }
    control.set(ControlBlock.SUBMISSIONS, 0);
  }
}
