package dev.gori.inspect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory that {@link RecordLayout} describes. The loop thread writes; any thread reads what is
 * complete.
 */
final class RecordMemory {
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle DOUBLE =
      MethodHandles.byteBufferViewVarHandle(double[].class, ByteOrder.nativeOrder());

  private final ByteBuffer memory;
  private final int capacity;

  /**
   * Memory of its own.
   *
   * @param capacity records, a power of two
   */
  RecordMemory(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("not a power of two: " + capacity);
    }
    this.capacity = capacity;
    memory =
        ByteBuffer.allocateDirect(RecordLayout.RECORDS_AT + capacity * RecordLayout.RECORD_BYTES)
            .order(ByteOrder.nativeOrder());
  }

  ByteBuffer buffer() {
    return memory;
  }

  /** How many records behind the head are safe: a segment is written over those before them. */
  int kept() {
    return capacity - capacity / RecordLayout.SEGMENT_PART;
  }

  int header(int field) {
    return (int) INT.getAcquire(memory, field * 4);
  }

  void setHeader(int field, int value) {
    INT.setRelease(memory, field * 4, value);
  }

  double time(int field) {
    return (double) DOUBLE.getAcquire(memory, RecordLayout.INTS * 4 + field * 8);
  }

  void setTime(int field, double value) {
    DOUBLE.setRelease(memory, RecordLayout.INTS * 4 + field * 8, value);
  }

  /** Loop thread: appends a record. */
  void append(double type, double a, double b, double c, double d, double e, double f, double g) {
    int head = (int) INT.get(memory, RecordLayout.HEAD * 4);
    int at = addressOf(head);
    memory.putDouble(at, type);
    memory.putDouble(at + 8, a);
    memory.putDouble(at + 16, b);
    memory.putDouble(at + 24, c);
    memory.putDouble(at + 32, d);
    memory.putDouble(at + 40, e);
    memory.putDouble(at + 48, f);
    memory.putDouble(at + 56, g);
    setHeader(RecordLayout.HEAD, head + 1);
    // What is written next may be the oldest record's place: nobody sees that before the head.
    VarHandle.storeStoreFence();
  }

  /** Loop thread: the records that JavaScript has written end now. */
  void complete(double now) {
    int written = (int) INT.get(memory, RecordLayout.WRITTEN * 4);
    if (written > 0) {
      INT.set(memory, RecordLayout.WRITTEN * 4, 0);
      int head = (int) INT.get(memory, RecordLayout.HEAD * 4) + written;
      memory.putDouble(addressOf(head - 1) + 16, now);
      setHeader(RecordLayout.HEAD, head);
      VarHandle.storeStoreFence();
    }
  }

  /** Copies a record; whether it is still there has to be asked afterwards. */
  void read(int index, double[] to) {
    int at = addressOf(index);
    for (int i = 0; i < RecordLayout.RECORD_DOUBLES; i++) {
      to[i] = memory.getDouble(at + i * 8);
    }
    VarHandle.acquireFence();
  }

  private int addressOf(int index) {
    return RecordLayout.RECORDS_AT + (index & capacity - 1) * RecordLayout.RECORD_BYTES;
  }
}
