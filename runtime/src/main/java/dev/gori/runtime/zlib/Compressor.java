package dev.gori.runtime.zlib;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Deflate in its three wrappings. The JDK's deflater has a window of 15 bits and its default memory
 * level, whatever was asked for; what it makes can be read with every larger setting. Belongs to
 * one thread at a time.
 */
final class Compressor implements Codec {
  private static final int BEST_COMPRESSION = 9;
  private static final int BEST_SPEED = 1;
  private static final byte UNIX = 3;

  private final boolean gzip;
  private final byte[] dictionary;
  private final Deflater deflater;
  private final CRC32 crc = new CRC32();
  private int level;
  private ByteBuffer frame = ByteBuffer.allocate(0);
  private boolean trailerMade;

  /** The JDK's next call may do nothing but tell zlib the new parameters. */
  private boolean parametersChanged;

  Compressor(boolean gzip, boolean raw, int level, int strategy, byte[] dictionary) {
    this.gzip = gzip;
    this.level = level;
    this.dictionary = dictionary;
    deflater = new Deflater(level, gzip || raw);
    setStrategy(strategy);
    begin();
  }

  private void begin() {
    if (dictionary.length > 0) {
      deflater.setDictionary(dictionary);
    }
    trailerMade = false;
    if (gzip) {
      crc.reset();
      byte hint = (byte) (level == BEST_COMPRESSION ? 2 : level == BEST_SPEED ? 4 : 0);
      frame = ByteBuffer.wrap(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, hint, UNIX});
    }
  }

  @Override
  public void process(int flush, ByteBuffer in, ByteBuffer out) {
    putFrame(out);
    if (!out.hasRemaining()) {
      return;
    }
    if (!deflater.finished()) {
      deflate(flush, in, out);
    }
    if (deflater.finished() && gzip && !trailerMade) {
      trailerMade = true;
      frame = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      frame.putInt((int) crc.getValue()).putInt((int) deflater.getBytesRead()).flip();
    }
    putFrame(out);
  }

  private void deflate(int flush, ByteBuffer in, ByteBuffer out) {
    ByteBuffer start = in.duplicate();
    int readBefore = (int) deflater.getBytesRead();
    deflater.setInput(in);
    if (flush == FINISH) {
      deflater.finish();
    }
    int mode =
        switch (flush) {
          case NO_FLUSH, FINISH -> Deflater.NO_FLUSH;
          case FULL_FLUSH -> Deflater.FULL_FLUSH;
          default -> Deflater.SYNC_FLUSH;
        };
    while (out.hasRemaining()) {
      boolean parametersOnly = parametersChanged;
      parametersChanged = false;
      if (deflater.deflate(out, mode) == 0 && !parametersOnly) {
        break;
      }
    }
    if (gzip) {
      crc.update(start.limit(start.position() + (int) deflater.getBytesRead() - readBefore));
    }
  }

  private void putFrame(ByteBuffer out) {
    while (frame.hasRemaining() && out.hasRemaining()) {
      out.put(frame.get());
    }
  }

  @Override
  public void reset() {
    deflater.reset();
    begin();
  }

  @Override
  public void setParameters(int newLevel, int strategy) {
    level = newLevel;
    deflater.setLevel(newLevel);
    setStrategy(strategy);
    parametersChanged = true;
  }

  private void setStrategy(int strategy) {
    // The JDK knows the first three; run-length and fixed codes only trade size.
    deflater.setStrategy(strategy <= Deflater.HUFFMAN_ONLY ? strategy : Deflater.DEFAULT_STRATEGY);
    parametersChanged = true;
  }

  @Override
  public void end() {
    deflater.end();
  }
}
