package dev.gori.runtime.http;

/** Tables of the bytes that may stand in each part of a message. */
final class CharClass {
  /** RFC 9110 token characters: header names, chunk extension names. */
  static final boolean[] TOKEN = new boolean[256];

  /** What may follow the first character of a path, other than {@code ?} and {@code #}. */
  static final boolean[] URL = new boolean[256];

  /** What may stand in the authority part of an absolute URL. */
  static final boolean[] AUTHORITY = new boolean[256];

  /** Field values: tab, and everything from space on except DEL. */
  static final boolean[] FIELD_VALUE = new boolean[256];

  /** Inside a quoted chunk extension value, except the quote and the backslash. */
  static final boolean[] QUOTED = new boolean[256];

  private static final byte[] HEX = new byte[256];

  static {
    for (int c = 0; c < 256; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean alphanumeric = letter || (c >= '0' && c <= '9');
      TOKEN[c] = alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
      URL[c] = alphanumeric || "!\"$%&'()*+,-./:;<=>@[\\]^_`{|}~".indexOf(c) >= 0;
      AUTHORITY[c] = alphanumeric || "-_.!~*'();:&=+$,%[]@".indexOf(c) >= 0;
      FIELD_VALUE[c] = c == '\t' || (c >= ' ' && c != 0x7f);
      QUOTED[c] = c == '\t' || (c >= ' ' && c != 0x7f && c != '"' && c != '\\');
      HEX[c] = (byte) Character.digit((char) c, 16);
    }
    for (int c = 128; c < 256; c++) {
      HEX[c] = -1;
    }
  }

  private CharClass() {}

  /** The value of a hexadecimal digit, or -1. */
  static int hex(int c) {
    return HEX[c & 0xff];
  }

  static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }
}
