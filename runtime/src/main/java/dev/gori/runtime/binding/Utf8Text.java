package dev.gori.runtime.binding;

import dev.gori.engine.NodeException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 to text as the WHATWG decoder does it: each longest beginning of a sequence that could have
 * been right becomes one U+FFFD. Java's decoder agrees but for encoded surrogates and overlong
 * forms, so it does the work and this checks its replacements.
 *
 * <p>Any thread.
 */
public final class Utf8Text {
  /** V8's longest string. */
  private static final int MAX_LENGTH = 0x1fffffe8;

  private Utf8Text() {}

  /** The text of bytes; NodeException ERR_STRING_TOO_LONG when V8 has no room for it. */
  public static String decode(byte[] bytes) {
    if (bytes.length > MAX_LENGTH) {
      throw new NodeException(
          "ERR_STRING_TOO_LONG", "Cannot create a string longer than 0x1fffffe8 characters");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : decodeExactly(bytes);
  }

  private static String decodeExactly(byte[] b) {
    StringBuilder text = new StringBuilder(b.length);
    int i = 0;
    while (i < b.length) {
      int first = b[i++] & 0xFF;
      if (first < 0x80) {
        text.append((char) first);
        continue;
      }
      int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
      if (first < 0xC2 || first > 0xF4) {
        text.append('\uFFFD');
        continue;
      }
      int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
      int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
      int point = first & (0x3F >> more);
      while (more > 0 && i < b.length && (b[i] & 0xFF) >= low && (b[i] & 0xFF) <= high) {
        point = point << 6 | (b[i++] & 0x3F);
        more--;
        low = 0x80;
        high = 0xBF;
      }
      text.appendCodePoint(more == 0 ? point : 0xFFFD);
    }
    return text.toString();
  }
}
