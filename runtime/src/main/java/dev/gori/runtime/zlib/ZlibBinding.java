package dev.gori.runtime.zlib;

import dev.gori.engine.Binding;
import dev.gori.engine.HostArgs;
import dev.gori.runtime.Environment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The Java half of {@code zlib}. A stream in the making is kept here under a number until it is
 * closed. Functions run on the loop thread; {@code write} also on the pool, one at a time for a
 * stream, and never while it is closed: JavaScript sees to that.
 */
public final class ZlibBinding {
  /**
   * The header of what write returns: code, input left, output made, ended by the message's length.
   */
  private static final int HEADER = 16;

  private static final byte[] NO_BYTES = {};

  // Node's numbers of the modes.
  private static final int DEFLATE = 1;
  private static final int INFLATE = 2;
  private static final int GZIP = 3;
  private static final int GUNZIP = 4;
  private static final int DEFLATE_RAW = 5;
  private static final int INFLATE_RAW = 6;
  private static final int UNZIP = 7;
  private static final int BROTLI_DECODE = 8;
  private static final int BROTLI_ENCODE = 9;
  private static final int ZSTD_COMPRESS = 10;
  private static final int ZSTD_DECOMPRESS = 11;

  private final Map<Integer, Codec> codecs = new ConcurrentHashMap<>();
  private final AtomicInteger lastCodec = new AtomicInteger();

  private ZlibBinding() {}

  /** Registers the functions of the {@code zlib} binding. */
  public static void register(Binding b, Environment env) {
    ZlibBinding zlib = new ZlibBinding();
    b.function("open", zlib::open)
        .function("openWithParameters", zlib::openWithParameters)
        .blocking("write", zlib::write)
        .function(
            "reset",
            a -> {
              zlib.codec(a).reset();
              return null;
            })
        .function(
            "params",
            a -> {
              zlib.codec(a).setParameters(a.integer(1), a.integer(2));
              return null;
            })
        .function("close", zlib::close)
        .function("crc32", ZlibBinding::crc32);
  }

  /** (mode, level, strategy, dictionary): the stream's number. */
  private int open(HostArgs a) {
    byte[] dictionary = a.isUndefined(3) ? NO_BYTES : copy(a.bytes(3));
    int level = a.integer(1);
    int strategy = a.integer(2);
    Codec codec =
        switch (a.integer(0)) {
          case DEFLATE -> new Compressor(false, false, level, strategy, dictionary);
          case GZIP -> new Compressor(true, false, level, strategy, dictionary);
          case DEFLATE_RAW -> new Compressor(false, true, level, strategy, dictionary);
          case INFLATE -> new Decompressor(Decompressor.Format.ZLIB, dictionary);
          case GUNZIP -> new Decompressor(Decompressor.Format.GZIP, dictionary);
          case INFLATE_RAW -> new Decompressor(Decompressor.Format.RAW, dictionary);
          case UNZIP -> new Decompressor(Decompressor.Format.ZLIB_OR_GZIP, dictionary);
          default -> throw new IllegalArgumentException("mode " + a.integer(0));
        };
    return add(codec);
  }

  private int add(Codec codec) {
    int id = lastCodec.incrementAndGet();
    codecs.put(id, codec);
    return id;
  }

  /**
   * (mode, parameters as ints, -1 for those that are not given; dictionary; size of the input, or
   * -1): the stream's number.
   */
  private int openWithParameters(HostArgs a) {
    IntBuffer given = a.bytes(1).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] parameters = new int[given.remaining()];
    given.get(parameters);
    byte[] dictionary = a.isUndefined(2) ? NO_BYTES : copy(a.bytes(2));
    return add(
        switch (a.integer(0)) {
          case BROTLI_DECODE -> new BrotliDecompressor(dictionary);
          case BROTLI_ENCODE -> new BrotliCompressor(parameters, dictionary);
          case ZSTD_COMPRESS -> new ZstdCompressor(parameters, dictionary, a.longInteger(3));
          case ZSTD_DECOMPRESS -> new ZstdDecompressor(dictionary);
          default -> throw new IllegalArgumentException("mode " + a.integer(0));
        });
  }

  /**
   * (stream, flush, input, most output): header and output; after it an error's name and message, a
   * line each.
   */
  private byte[] write(HostArgs a) {
    Codec codec = codec(a);
    ByteBuffer in = a.bytes(2).duplicate();
    ByteBuffer out = ByteBuffer.allocate(HEADER + a.integer(3)).order(ByteOrder.LITTLE_ENDIAN);
    out.position(HEADER);
    int code = Codec.OK;
    byte[] message = NO_BYTES;
    try {
      codec.process(a.integer(1), in, out);
    } catch (ZlibError e) {
      code = e.code();
      message = (e.name() + '\n' + e.getMessage()).getBytes(StandardCharsets.UTF_8);
    }
    int made = out.position() - HEADER;
    out.putInt(0, code).putInt(4, in.remaining()).putInt(8, made).putInt(12, message.length);
    byte[] result = Arrays.copyOf(out.array(), out.position() + message.length);
    System.arraycopy(message, 0, result, out.position(), message.length);
    return result;
  }

  private @Nullable Object close(HostArgs a) {
    Codec codec = codecs.remove(a.integer(0));
    if (codec != null) {
      codec.end();
    }
    return null;
  }

  private Codec codec(HostArgs a) {
    Codec codec = codecs.get(a.integer(0));
    if (codec == null) {
      throw new IllegalStateException("The stream is closed");
    }
    return codec;
  }

  /** (bytes, value so far): the checksum as an unsigned number. */
  private static long crc32(HostArgs a) {
    long before = a.longInteger(1);
    CRC32 crc = new CRC32();
    ByteBuffer bytes = a.bytes(0);
    int length = bytes.remaining();
    crc.update(bytes);
    return before == 0 ? crc.getValue() : Crc32Combiner.combine(before, crc.getValue(), length);
  }

  private static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }
}
