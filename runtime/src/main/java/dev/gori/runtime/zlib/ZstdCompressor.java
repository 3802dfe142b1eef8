package dev.gori.runtime.zlib;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/** Zstandard. Belongs to one thread at a time. */
final class ZstdCompressor implements Codec {
  static {
    ZstdLibrary.load();
  }

  // Node's numbers of the parameters, which are the library's.
  private static final int LEVEL = 100;
  private static final int WINDOW_LOG = 101;
  private static final int HASH_LOG = 102;
  private static final int CHAIN_LOG = 103;
  private static final int SEARCH_LOG = 104;
  private static final int MIN_MATCH = 105;
  private static final int TARGET_LENGTH = 106;
  private static final int STRATEGY = 107;
  private static final int LONG_DISTANCE_MATCHING = 160;
  private static final int CONTENT_SIZE = 200;
  private static final int CHECKSUM = 201;
  private static final int DICTIONARY_ID = 202;
  private static final int WORKERS = 400;
  private static final int JOB_SIZE = 401;
  private static final int OVERLAP_LOG = 402;

  private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private final ByteBuffer made = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private final long inputSize;

  private boolean begun;

  /** The operation that has been done with all input so far. */
  private EndDirective done = EndDirective.CONTINUE;

  /**
   * A compressor.
   *
   * @param parameters by their numbers, -1 for those that are not given
   * @param inputSize of all that will come in; -1 if that is not known
   */
  ZstdCompressor(int[] parameters, byte[] dictionary, long inputSize) {
    this.inputSize = inputSize;
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] != -1) {
        set(i, parameters[i]);
      }
    }
    if (dictionary.length > 0) {
      context.loadDict(dictionary);
    }
    begin();
  }

  private void set(int parameter, int value) {
    switch (parameter) {
      case LEVEL -> context.setLevel(value);
      case WINDOW_LOG -> context.setWindowLog(value);
      case HASH_LOG -> context.setHashLog(value);
      case CHAIN_LOG -> context.setChainLog(value);
      case SEARCH_LOG -> context.setSearchLog(value);
      case MIN_MATCH -> context.setMinMatch(value);
      case TARGET_LENGTH -> context.setTargetLength(value);
      case STRATEGY -> context.setStrategy(value);
      case LONG_DISTANCE_MATCHING ->
          context.setEnableLongDistanceMatching(
              value == 0 ? Zstd.ParamSwitch.DISABLE : Zstd.ParamSwitch.ENABLE);
      case CONTENT_SIZE -> context.setContentSize(value != 0);
      case CHECKSUM -> context.setChecksum(value != 0);
      case DICTIONARY_ID -> context.setDictID(value != 0);
      case WORKERS -> context.setWorkers(value);
      case JOB_SIZE -> context.setJobSize(value);
      case OVERLAP_LOG -> context.setOverlapLog(value);
      default -> {
        // The details of long distance matching are the library's own.
      }
    }
  }

  private void begin() {
    if (inputSize >= 0) {
      context.setPledgedSrcSize(inputSize);
    }
    begun = false;
    done = EndDirective.CONTINUE;
    input.limit(0);
    made.limit(0);
  }

  @Override
  public void process(int flush, ByteBuffer in, ByteBuffer out) throws ZlibError {
    EndDirective last =
        flush == END ? EndDirective.END : flush == 0 ? EndDirective.CONTINUE : EndDirective.FLUSH;
    if (!begun && last == EndDirective.END && inputSize < 0) {
      // It is all there: the frame's header says how much it is, as the library writes it then.
      context.setPledgedSrcSize(in.remaining());
    }
    begun = true;
    for (; ; ) {
      Codec.move(made, out);
      if (made.hasRemaining()) {
        return;
      }
      if (!input.hasRemaining() && in.hasRemaining()) {
        input.clear();
        Codec.move(in, input);
        input.flip();
        done = EndDirective.CONTINUE;
      }
      EndDirective operation = in.hasRemaining() ? EndDirective.CONTINUE : last;
      if (!input.hasRemaining() && done == operation) {
        return;
      }
      compress(operation);
    }
  }

  private void compress(EndDirective operation) throws ZlibError {
    made.clear();
    try {
      if (context.compressDirectByteBufferStream(made, input, operation)) {
        done = operation;
      }
    } catch (ZstdException e) {
      throw ZstdLibrary.error(e);
    } finally {
      made.flip();
    }
  }

  @Override
  public void reset() {
    context.reset();
    begin();
  }

  @Override
  public void end() {
    context.close();
  }
}
