package dev.gori.runtime.zlib;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflate: raw, in zlib's wrapping, as gzip members one after the other, or whichever of the last
 * two it turns out to be. What follows the end and is no further member stays in the input. Belongs
 * to one thread at a time.
 */
final class Decompressor implements Codec {
  /** What the input is. */
  enum Format {
    ZLIB,
    GZIP,
    RAW,
    ZLIB_OR_GZIP
  }

  private static final int GZIP_MAGIC = 0x1f;
  private static final int TRAILER = 8;

  private final Format asked;
  private final byte[] dictionary;
  private Format format;
  private @Nullable Inflater inflater;
  private @Nullable GzipHeader header;
  private final byte[] trailer = new byte[TRAILER];
  private int trailerBytes;
  private final CRC32 crc = new CRC32();
  private boolean ended;

  Decompressor(Format format, byte[] dictionary) {
    this.asked = format;
    this.format = format;
    this.dictionary = dictionary;
  }

  @Override
  public void process(int flush, ByteBuffer in, ByteBuffer out) throws ZlibError {
    if (ended && !beginNextMember(in)) {
      return;
    }
    do {
      member(in, out);
    } while (ended && out.hasRemaining() && beginNextMember(in));
    if (!ended && flush == FINISH && out.hasRemaining()) {
      throw new ZlibError(BUFFER_ERROR, "unexpected end of file");
    }
  }

  /** Goes on with the current member until it, the input or the output ends. */
  private void member(ByteBuffer in, ByteBuffer out) throws ZlibError {
    if (format == Format.ZLIB_OR_GZIP) {
      if (!in.hasRemaining()) {
        return;
      }
      format = (in.get(in.position()) & 0xff) == GZIP_MAGIC ? Format.GZIP : Format.ZLIB;
    }
    if (format == Format.GZIP) {
      if (header == null) {
        header = new GzipHeader();
      }
      if (!header.read(in)) {
        return;
      }
    }
    Inflater current = inflater();
    if (!current.finished()) {
      inflate(current, in, out);
    }
    if (current.finished()) {
      ended = format != Format.GZIP || readTrailer(current, in);
    }
  }

  private Inflater inflater() {
    if (inflater == null) {
      inflater = new Inflater(format != Format.ZLIB);
      if (format == Format.RAW && dictionary.length > 0) {
        inflater.setDictionary(dictionary);
      }
    }
    return inflater;
  }

  private void inflate(Inflater current, ByteBuffer in, ByteBuffer out) throws ZlibError {
    ByteBuffer made = out.duplicate();
    current.setInput(in);
    try {
      while (out.hasRemaining()) {
        int count = current.inflate(out);
        if (current.needsDictionary()) {
          useDictionary(current);
        } else if (count == 0 || current.finished()) {
          break;
        }
      }
    } catch (DataFormatException e) {
      throw new ZlibError(DATA_ERROR, String.valueOf(e.getMessage()));
    }
    if (format == Format.GZIP) {
      crc.update(made.limit(out.position()));
    }
  }

  private void useDictionary(Inflater current) throws ZlibError {
    if (dictionary.length == 0) {
      throw new ZlibError(NEED_DICTIONARY, "Missing dictionary");
    }
    try {
      current.setDictionary(dictionary);
    } catch (IllegalArgumentException e) {
      throw new ZlibError(NEED_DICTIONARY, "Bad dictionary");
    }
  }

  private boolean readTrailer(Inflater current, ByteBuffer in) throws ZlibError {
    while (trailerBytes < TRAILER && in.hasRemaining()) {
      trailer[trailerBytes++] = in.get();
    }
    if (trailerBytes < TRAILER) {
      return false;
    }
    if (littleEndian(0) != (int) crc.getValue()) {
      throw new ZlibError(DATA_ERROR, "incorrect data check");
    }
    if (littleEndian(4) != (int) current.getBytesWritten()) {
      throw new ZlibError(DATA_ERROR, "incorrect length check");
    }
    return true;
  }

  private int littleEndian(int at) {
    return trailer[at] & 0xff
        | (trailer[at + 1] & 0xff) << 8
        | (trailer[at + 2] & 0xff) << 16
        | (trailer[at + 3] & 0xff) << 24;
  }

  /** Whether what follows looks like another gzip member; then it is begun. */
  private boolean beginNextMember(ByteBuffer in) {
    if (format != Format.GZIP
        || !in.hasRemaining()
        || (in.get(in.position()) & 0xff) != GZIP_MAGIC) {
      return false;
    }
    if (inflater != null) {
      inflater.reset();
    }
    beginMember();
    return true;
  }

  private void beginMember() {
    header = null;
    trailerBytes = 0;
    crc.reset();
    ended = false;
  }

  @Override
  public void reset() {
    end();
    inflater = null;
    format = asked;
    beginMember();
  }

  @Override
  public void end() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
