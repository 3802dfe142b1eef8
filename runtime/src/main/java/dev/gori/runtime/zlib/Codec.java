package dev.gori.runtime.zlib;

import java.nio.ByteBuffer;

/** One direction of one format. Belongs to one thread at a time. */
sealed interface Codec
    permits Compressor,
        Decompressor,
        BrotliCompressor,
        BrotliDecompressor,
        ZstdCompressor,
        ZstdDecompressor {
  /** zlib's return codes. */
  int OK = 0;

  int STREAM_END = 1;
  int NEED_DICTIONARY = 2;
  int STREAM_ERROR = -2;
  int DATA_ERROR = -3;
  int BUFFER_ERROR = -5;

  /** zlib's flush values. */
  int NO_FLUSH = 0;

  int FULL_FLUSH = 3;
  int FINISH = 4;

  /** The operation of Brotli and Zstandard that ends the data; 0 goes on, 1 flushes. */
  int END = 2;

  /** How much Brotli and Zstandard are given at a time. */
  int BUFFER_BYTES = 1 << 14;

  /**
   * Takes input and makes output until one of the two is used up.
   *
   * @param flush zlib's flush value, or an operation of Brotli and Zstandard
   * @param in what is not taken stays between position and limit
   * @param out what fits
   * @throws ZlibError for bad input
   */
  void process(int flush, ByteBuffer in, ByteBuffer out) throws ZlibError;

  /** Starts anew with the same settings. */
  void reset();

  /** Changes how the rest is deflated; without effect on the others. */
  default void setParameters(int level, int strategy) {}

  /** Frees native memory; not to be used afterwards. */
  void end();

  /** Moves as many bytes as there are and fit. */
  static void move(ByteBuffer from, ByteBuffer to) {
    int length = Math.min(from.remaining(), to.remaining());
    to.put(from.slice(from.position(), length));
    from.position(from.position() + length);
  }
}
