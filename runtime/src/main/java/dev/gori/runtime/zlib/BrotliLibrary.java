package dev.gori.runtime.zlib;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/**
 * The functions of the C library that Brotli4j brings along. Brotli4j's own interface does not say
 * where the data end in a buffer, nor what is wrong with them, and has three of the parameters.
 *
 * <p>All functions are called with one shape, as linking a shape takes tens of milliseconds: words,
 * of which a function looks at its own; see {@link dev.gori.loop.CLibrary}.
 *
 * <p>Any thread; what it creates belongs to one at a time.
 */
enum BrotliLibrary {
  CREATE_ENCODER("BrotliEncoderCreateInstance"),
  SET_PARAMETER("BrotliEncoderSetParameter"),
  PREPARE_DICTIONARY("BrotliEncoderPrepareDictionary"),
  ATTACH_PREPARED_DICTIONARY("BrotliEncoderAttachPreparedDictionary"),
  COMPRESS("BrotliEncoderCompressStream"),
  DESTROY_PREPARED_DICTIONARY("BrotliEncoderDestroyPreparedDictionary"),
  DESTROY_ENCODER("BrotliEncoderDestroyInstance"),
  CREATE_DECODER("BrotliDecoderCreateInstance"),
  ATTACH_DICTIONARY("BrotliDecoderAttachDictionary"),
  DECOMPRESS("BrotliDecoderDecompressStream"),
  ERROR_CODE("BrotliDecoderGetErrorCode"),
  DESTROY_DECODER("BrotliDecoderDestroyInstance");

  /** Of a dictionary: its bytes as they are. */
  static final int RAW = 0;

  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                  JAVA_LONG));

  private final MemorySegment address;

  private static final class Loaded {
    static final SymbolLookup FUNCTIONS = load();

    private static SymbolLookup load() {
      NativeLibrary.load(
          Brotli4jLoader.class,
          "/lib/linux-x86_64/libbrotli.so",
          "brotli4j.library.path",
          Brotli4jLoader::ensureAvailability);
      return SymbolLookup.loaderLookup();
    }
  }

  BrotliLibrary(String name) {
    address = Loaded.FUNCTIONS.find(name).orElseThrow();
  }

  /** Calls it; a result that is an int is in the lower half. */
  long call(long a, long b, long c, long d, long e, long f, long g) {
    try {
      return (long) CALL.invokeExact(address, a, b, c, d, e, f, g);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      throw new IllegalStateException(name() + " could not be called", thrown);
    }
  }

  long call(long a) {
    return call(a, 0, 0, 0, 0, 0, 0);
  }

  long call(long a, long b, long c) {
    return call(a, b, c, 0, 0, 0, 0);
  }

  /** Bytes where the library can read them. */
  static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** Where a direct buffer begins. */
  static long addressOf(ByteBuffer direct) {
    return MemorySegment.ofBuffer(direct.duplicate().clear()).address();
  }
}
