package dev.gori.runtime.zlib;

import java.nio.ByteBuffer;

/** Reads Brotli. What follows the end stays in the input. Belongs to one thread at a time. */
final class BrotliDecompressor implements Codec {
  // Results of the library.
  private static final int ERROR = 0;
  private static final int SUCCESS = 1;
  private static final int NEEDS_MORE_INPUT = 2;

  private final ByteBuffer dictionary;
  private final BrotliBuffers buffers = new BrotliBuffers();
  private long decoder;
  private int result;

  BrotliDecompressor(byte[] dictionary) {
    this.dictionary = BrotliLibrary.direct(dictionary);
    begin();
  }

  private void begin() {
    decoder = BrotliLibrary.CREATE_DECODER.call(0);
    if (dictionary.hasRemaining()) {
      BrotliLibrary.ATTACH_DICTIONARY.call(
          decoder,
          BrotliLibrary.RAW,
          dictionary.remaining(),
          BrotliLibrary.addressOf(dictionary),
          0,
          0,
          0);
    }
    buffers.clear();
    result = NEEDS_MORE_INPUT;
  }

  @Override
  public void process(int flush, ByteBuffer in, ByteBuffer out) throws ZlibError {
    for (; ; ) {
      Codec.move(buffers.made, out);
      if (buffers.made.hasRemaining() || result == SUCCESS) {
        return;
      }
      if (result == NEEDS_MORE_INPUT && !in.hasRemaining()) {
        if (flush == END && out.hasRemaining()) {
          throw new ZlibError(BUFFER_ERROR, "Z_BUF_ERROR", "unexpected end of file");
        }
        return;
      }
      decompress(in);
    }
  }

  private void decompress(ByteBuffer in) throws ZlibError {
    buffers.fill(in);
    result =
        (int)
            BrotliLibrary.DECOMPRESS.call(
                decoder,
                buffers.availableIn,
                buffers.nextIn,
                buffers.availableOut,
                buffers.nextOut,
                0,
                0);
    if (result == ERROR) {
      throw new ZlibError((int) BrotliLibrary.ERROR_CODE.call(decoder), "Decompression failed");
    }
    buffers.take(in);
  }

  @Override
  public void reset() {
    end();
    begin();
  }

  @Override
  public void end() {
    BrotliLibrary.DESTROY_DECODER.call(decoder);
  }
}
