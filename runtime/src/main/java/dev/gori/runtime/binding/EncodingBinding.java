package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.runtime.Environment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to strings, where JavaScript would be slower or would need large tables: the Java half of
 * {@code internal/buffer/codecs.js} and {@code internal/encoding.js}. Loop thread only.
 */
public final class EncodingBinding {
  private static final byte ESCAPE = 0x1b;

  private EncodingBinding() {}

  /** Registers the functions of the {@code encoding} binding. */
  public static void register(Binding b, Environment env) {
    b.function("utf8Decode", a -> Utf8.decode(range(a.bytes(0), a.integer(1), a.integer(2))))
        .function(
            "latin1Decode",
            a ->
                new String(
                    range(a.bytes(0), a.integer(1), a.integer(2)), StandardCharsets.ISO_8859_1))
        .function(
            "utf16leDecode",
            a -> {
              int start = a.integer(1);
              // Not through a charset: lone surrogates stay what they are.
              return a.bytes(0)
                  .slice(start, a.integer(2) - start)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .asCharBuffer()
                  .toString();
            })
        .function("decode", a -> decode(a.string(0), a.bytes(1), a.bool(2)))
        .function("incompleteTail", a -> incompleteTail(a.string(0), a.bytes(1)));
  }

  private static byte[] range(ByteBuffer bytes, int start, int end) {
    byte[] copy = new byte[end - start];
    bytes.get(bytes.position() + start, copy);
    return copy;
  }

  /** The decoder of one of the Encoding Standard's multi-byte encodings. */
  private static CharsetDecoder decoder(String encoding, CodingErrorAction onError) {
    String name =
        switch (encoding) {
          case "gbk", "gb18030" -> "GB18030";
          case "big5" -> "Big5-HKSCS";
          case "shift_jis" -> "windows-31j";
          case "euc-kr" -> "x-windows-949";
          default -> encoding;
        };
    return Charset.forName(name)
        .newDecoder()
        .onMalformedInput(onError)
        .onUnmappableCharacter(onError);
  }

  /** Null when {@code fatal} and the bytes are malformed. */
  private static @Nullable String decode(String encoding, ByteBuffer bytes, boolean fatal) {
    CodingErrorAction onError = fatal ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
    try {
      return decoder(encoding, onError).decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** How many bytes at the end belong to a character that is not complete. */
  private static int incompleteTail(String encoding, ByteBuffer bytes) {
    if (encoding.equals("iso-2022-jp")) {
      int escape = lastEscape(bytes);
      // Text in another set than ASCII waits for the escape sequence that ends it.
      if (escape >= 0 && !isAsciiEscape(bytes, escape)) {
        return bytes.limit() - escape;
      }
    }
    ByteBuffer input = bytes.duplicate();
    CharsetDecoder decoder = decoder(encoding, CodingErrorAction.REPLACE);
    CharBuffer output = CharBuffer.allocate(1024);
    while (decoder.decode(input, output, false).isOverflow()) {
      output.clear();
    }
    return input.remaining();
  }

  private static int lastEscape(ByteBuffer bytes) {
    for (int i = bytes.limit() - 1; i >= bytes.position(); i--) {
      if (bytes.get(i) == ESCAPE) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAsciiEscape(ByteBuffer bytes, int at) {
    return at + 2 < bytes.limit() && bytes.get(at + 1) == '(' && bytes.get(at + 2) == 'B';
  }
}
