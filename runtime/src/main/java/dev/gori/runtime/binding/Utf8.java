package dev.gori.runtime.binding;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 with the Encoding Standard's replacement of malformed input: one U+FFFD for each maximal
 * subpart. Java's own decoder differs for encoded surrogates. Any thread.
 */
final class Utf8 {
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // Without a replacement character nothing was malformed.
    return text.indexOf(REPLACEMENT) < 0 ? text : decodeLeniently(bytes);
  }

  private static String decodeLeniently(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int i = 0;
    while (i < bytes.length) {
      int lead = bytes[i++] & 0xff;
      if (lead < 0x80) {
        text.append((char) lead);
        continue;
      }
      int needed = needed(lead);
      int lower = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
      int upper = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
      int point = needed == 1 ? lead & 0x1f : needed == 2 ? lead & 0xf : lead & 0x7;
      int left = needed;
      while (left > 0 && i < bytes.length) {
        int next = bytes[i] & 0xff;
        if (next < lower || next > upper) {
          break;
        }
        point = point << 6 | next & 0x3f;
        lower = 0x80;
        upper = 0xbf;
        left--;
        i++;
      }
      text.appendCodePoint(needed == 0 || left > 0 ? REPLACEMENT : point);
    }
    return text.toString();
  }

  /** How many continuation bytes follow a lead byte; 0 for what is none. */
  private static int needed(int lead) {
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    return lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  }
}
