package dev.gori.runtime.zlib;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/**
 * Reads a frame of Zstandard. What follows it stays in the input. Belongs to one thread at a time.
 */
final class ZstdDecompressor implements Codec {
  static {
    ZstdLibrary.load();
  }

  private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ByteBuffer made = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();

  /** Whether there may be more output for the input so far: the last one filled its buffer. */
  private boolean mayMakeMore;

  private boolean ended;

  ZstdDecompressor(byte[] dictionary) {
    if (dictionary.length > 0) {
      context.loadDict(dictionary);
    }
  }

  @Override
  public void process(int flush, ByteBuffer in, ByteBuffer out) throws ZlibError {
    for (; ; ) {
      Codec.move(made, out);
      if (made.hasRemaining() || ended) {
        return;
      }
      if (!in.hasRemaining() && !mayMakeMore) {
        if (flush == END && out.hasRemaining()) {
          throw new ZlibError(BUFFER_ERROR, "Z_BUF_ERROR", "unexpected end of file");
        }
        return;
      }
      int length = Math.min(in.remaining(), BUFFER_BYTES);
      input.clear().put(in.slice(in.position(), length)).flip();
      decompress();
      in.position(in.position() + input.position());
    }
  }

  private void decompress() throws ZlibError {
    made.clear();
    try {
      ended = context.decompressDirectByteBufferStream(made, input);
      mayMakeMore = !made.hasRemaining();
    } catch (ZstdException e) {
      throw ZstdLibrary.error(e);
    } finally {
      made.flip();
    }
  }

  @Override
  public void reset() {
    context.reset();
    made.limit(0);
    mayMakeMore = false;
    ended = false;
  }

  @Override
  public void end() {
    context.close();
  }
}
