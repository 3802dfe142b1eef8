package dev.gori.runtime.zlib;

import java.nio.ByteBuffer;

/**
 * Reads the header of a gzip member (RFC 1952), which may come in pieces. Belongs to one thread at
 * a time.
 */
final class GzipHeader {
  private static final int FIXED = 10;
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private enum Part {
    FIXED,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    CHECKSUM,
    DONE
  }

  private Part part = Part.FIXED;
  private int at;
  private int flags;
  private int extraLength;

  /** Whether nothing of it has been read. */
  boolean isUntouched() {
    return part == Part.FIXED && at == 0;
  }

  /**
   * Takes bytes.
   *
   * @return whether the header is complete
   */
  boolean read(ByteBuffer in) throws ZlibError {
    skipAbsent();
    while (part != Part.DONE && in.hasRemaining()) {
      take(in.get() & 0xff);
      skipAbsent();
    }
    return part == Part.DONE;
  }

  private void take(int b) throws ZlibError {
    switch (part) {
      case FIXED -> {
        check(b);
        if (++at == FIXED) {
          next();
        }
      }
      case EXTRA_LENGTH -> {
        extraLength |= b << (8 * at);
        if (++at == 2) {
          next();
        }
      }
      case EXTRA -> {
        if (++at == extraLength) {
          next();
        }
      }
      case NAME, COMMENT -> {
        if (b == 0) {
          next();
        }
      }
      case CHECKSUM -> {
        if (++at == 2) {
          next();
        }
      }
      case DONE -> throw new IllegalStateException("the header is complete");
    }
  }

  private void check(int b) throws ZlibError {
    if (at == 0 && b != 0x1f || at == 1 && b != 0x8b) {
      throw new ZlibError(Codec.DATA_ERROR, "incorrect header check");
    }
    if (at == 2 && b != 8) {
      throw new ZlibError(Codec.DATA_ERROR, "unknown compression method");
    }
    if (at == 3) {
      if ((b & RESERVED) != 0) {
        throw new ZlibError(Codec.DATA_ERROR, "unknown header flags set");
      }
      flags = b;
    }
  }

  private void next() {
    part = Part.values()[part.ordinal() + 1];
    at = 0;
  }

  private void skipAbsent() {
    while (part == Part.EXTRA_LENGTH && (flags & HAS_EXTRA) == 0
        || part == Part.EXTRA && extraLength == 0
        || part == Part.NAME && (flags & HAS_NAME) == 0
        || part == Part.COMMENT && (flags & HAS_COMMENT) == 0
        || part == Part.CHECKSUM && (flags & HAS_CHECKSUM) == 0) {
      next();
    }
  }
}
