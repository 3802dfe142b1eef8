package dev.gori.runtime.zlib;

import java.nio.ByteBuffer;

/** Brotli. Belongs to one thread at a time. */
final class BrotliCompressor implements Codec {
  private static final int BEST_QUALITY = 11;

  private final int[] parameters;
  private final ByteBuffer dictionary;
  private final BrotliBuffers buffers = new BrotliBuffers();
  private long prepared;
  private long encoder;

  /**
   * A compressor.
   *
   * @param parameters by their numbers, -1 for those that are not given; what the library does not
   *     accept has no effect
   */
  BrotliCompressor(int[] parameters, byte[] dictionary) {
    this.parameters = parameters;
    this.dictionary = BrotliLibrary.direct(dictionary);
    if (dictionary.length > 0) {
      prepared =
          BrotliLibrary.PREPARE_DICTIONARY.call(
              BrotliLibrary.RAW,
              dictionary.length,
              BrotliLibrary.addressOf(this.dictionary),
              BEST_QUALITY,
              0,
              0,
              0);
    }
    begin();
  }

  private void begin() {
    encoder = BrotliLibrary.CREATE_ENCODER.call(0);
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] != -1) {
        BrotliLibrary.SET_PARAMETER.call(encoder, i, parameters[i]);
      }
    }
    if (prepared != 0) {
      BrotliLibrary.ATTACH_PREPARED_DICTIONARY.call(encoder, prepared, 0);
    }
    buffers.clear();
  }

  @Override
  public void process(int flush, ByteBuffer in, ByteBuffer out) throws ZlibError {
    do {
      Codec.move(buffers.made, out);
      if (buffers.made.hasRemaining()) {
        return;
      }
      compress(flush, in);
    } while (buffers.made.hasRemaining() || in.hasRemaining());
  }

  private void compress(int flush, ByteBuffer in) throws ZlibError {
    buffers.fill(in);
    int operation = in.remaining() > BUFFER_BYTES ? 0 : flush;
    int done =
        (int)
            BrotliLibrary.COMPRESS.call(
                encoder,
                operation,
                buffers.availableIn,
                buffers.nextIn,
                buffers.availableOut,
                buffers.nextOut,
                0);
    if (done == 0) {
      throw new ZlibError(STREAM_ERROR, "ERR_BROTLI_COMPRESSION_FAILED", "Compression failed");
    }
    buffers.take(in);
  }

  @Override
  public void reset() {
    BrotliLibrary.DESTROY_ENCODER.call(encoder);
    begin();
  }

  @Override
  public void end() {
    BrotliLibrary.DESTROY_ENCODER.call(encoder);
    if (prepared != 0) {
      BrotliLibrary.DESTROY_PREPARED_DICTIONARY.call(prepared);
    }
  }
}
