package dev.gori.tools.icu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One item of ICU data twice: as it came, big-endian, to read from; and a copy, in which the
 * numbers named so far are little-endian. Bytes that nobody names stay as they are, as text and
 * byte arrays should. Runs on one thread.
 */
final class Swapper {
  private final ByteBuffer original;
  private final ByteBuffer result;

  Swapper(byte[] bigEndian) {
    original = ByteBuffer.wrap(bigEndian).order(ByteOrder.BIG_ENDIAN);
    result = ByteBuffer.wrap(bigEndian.clone()).order(ByteOrder.LITTLE_ENDIAN);
  }

  int uint8(int position) {
    return original.get(position) & 0xff;
  }

  int uint16(int position) {
    return original.getShort(position) & 0xffff;
  }

  int int32(int position) {
    return original.getInt(position);
  }

  /** The {@code index}th of the 32-bit numbers that begin at {@code start}. */
  int int32(int start, int index) {
    return original.getInt(start + index * Integer.BYTES);
  }

  String ascii(int position, int length) {
    return new String(original.array(), position, length, StandardCharsets.US_ASCII);
  }

  /** Turns the 16-bit numbers in {@code byteCount} bytes round; an odd last byte stays. */
  void swap16(int position, int byteCount) {
    for (int end = position + byteCount - Short.BYTES; position <= end; position += Short.BYTES) {
      result.putShort(position, original.getShort(position));
    }
  }

  /** Turns the 32-bit numbers in {@code byteCount} bytes round. */
  void swap32(int position, int byteCount) {
    for (int end = position + byteCount - Integer.BYTES;
        position <= end;
        position += Integer.BYTES) {
      result.putInt(position, original.getInt(position));
    }
  }

  /** Turns the 64-bit numbers in {@code byteCount} bytes round. */
  void swap64(int position, int byteCount) {
    for (int end = position + byteCount - Long.BYTES; position <= end; position += Long.BYTES) {
      result.putLong(position, original.getLong(position));
    }
  }

  void put8(int position, int value) {
    result.put(position, (byte) value);
  }

  byte[] swapped() {
    return result.array();
  }
}
