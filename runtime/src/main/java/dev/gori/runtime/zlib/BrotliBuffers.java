package dev.gori.runtime.zlib;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a call of the Brotli library takes and makes, and the four words that say so. Belongs to one
 * thread at a time.
 */
final class BrotliBuffers {
  private static final int WORD = Long.BYTES;

  private final ByteBuffer words =
      ByteBuffer.allocateDirect(4 * WORD).order(ByteOrder.nativeOrder());
  private final ByteBuffer input = ByteBuffer.allocateDirect(Codec.BUFFER_BYTES);

  /** What was made and has not been taken. */
  final ByteBuffer made = ByteBuffer.allocateDirect(Codec.BUFFER_BYTES).limit(0);

  private final long inputAddress = BrotliLibrary.addressOf(input);
  private final long madeAddress = BrotliLibrary.addressOf(made);

  final long availableIn = BrotliLibrary.addressOf(words);
  final long nextIn = availableIn + WORD;
  final long availableOut = availableIn + 2 * WORD;
  final long nextOut = availableIn + 3 * WORD;

  /** Before a call: what fits of the input, and all of the output's room. */
  void fill(ByteBuffer in) {
    int length = Math.min(in.remaining(), Codec.BUFFER_BYTES);
    input.clear().put(in.slice(in.position(), length)).flip();
    made.clear();
    words.putLong(0, length);
    words.putLong(WORD, inputAddress);
    words.putLong(2 * WORD, made.capacity());
    words.putLong(3 * WORD, madeAddress);
  }

  /** After it: moves on in the input. */
  void take(ByteBuffer in) {
    in.position(in.position() + input.limit() - (int) words.getLong(0));
    made.position(made.capacity() - (int) words.getLong(2 * WORD)).flip();
  }

  /** Forgets what was made. */
  void clear() {
    made.limit(0);
  }
}
