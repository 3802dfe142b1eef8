package dev.gori.runtime.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What a parser found, in the order found, as one block of bytes. The JavaScript half that reads it
 * is {@code internal/http/parser.js}; change both.
 *
 * <p>The block is a sequence of events. All numbers are little-endian 32-bit integers, and byte
 * runs are padded to four.
 *
 * <pre>
 * HEAD      1, flags, method id or status, text offset, text length, header count, block length,
 *           header count x (name id, name offset, name length, value offset, value length), block bytes
 *           (text is the URL of a request or the reason of a response; offsets are into the block)
 * BODY      2, offset in the input, length                          reference to the bytes given to execute()
 * BODY_DATA 3, length, bytes                                        the same, with the bytes
 * TRAILERS  4, header count, block length, headers as above, block bytes
 * COMPLETE  5
 * UPGRADE   6, offset in the input                                  the rest of the input is for somebody else, or waits
 * ERROR     7, offset in the input                                  ask for the code and the reason
 * </pre>
 *
 * <p>Loop thread only.
 */
public final class HttpEvents {
  static final int HEAD = 1;
  static final int BODY = 2;
  static final int BODY_DATA = 3;
  static final int TRAILERS = 4;
  static final int COMPLETE = 5;
  static final int UPGRADE = 6;
  static final int ERROR = 7;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] data = new byte[1024];
  private int size;
  private byte[] workspace = new byte[4096];

  /** Memory for a parser to use during one call, shared by all parsers that report here. */
  byte[] workspace(int length) {
    if (workspace.length < length) {
      workspace = new byte[Math.max(length, 80 * 1024)];
    }
    return workspace;
  }

  /** Forgets all events. */
  public void clear() {
    size = 0;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  /** The block, valid until the next event. */
  public ByteBuffer block() {
    return ByteBuffer.wrap(data, 0, size);
  }

  void event(int type) {
    putInt(type);
  }

  void event(int type, int argument) {
    putInt(type);
    putInt(argument);
  }

  void body(int offset, int length) {
    putInt(BODY);
    putInt(offset);
    putInt(length);
  }

  void bodyData(byte[] bytes, int offset, int length) {
    putInt(BODY_DATA);
    putInt(length);
    putBytes(bytes, offset, length);
  }

  void bodyData(ByteBuffer bytes, int offset, int length) {
    putInt(BODY_DATA);
    putInt(length);
    int padded = (length + 3) & ~3;
    require(padded);
    bytes.get(offset, data, size, length);
    size += padded;
  }

  void putInt(int value) {
    require(4);
    INT.set(data, size, value);
    size += 4;
  }

  void putInts(int[] values, int count) {
    require(4 * count);
    for (int i = 0; i < count; i++) {
      INT.set(data, size, values[i]);
      size += 4;
    }
  }

  void putBytes(byte[] bytes, int offset, int length) {
    int padded = (length + 3) & ~3;
    require(padded);
    System.arraycopy(bytes, offset, data, size, length);
    size += padded;
  }

  private void require(int more) {
    if (size + more > data.length) {
      data = Arrays.copyOf(data, Math.max(data.length * 2, size + more));
    }
  }
}
