package dev.gori.runtime;

import java.util.List;
import java.util.Map;

/** Writes JSON: strings, lists and maps of strings. Any thread. */
public final class Json {
  private Json() {}

  /** Appends a string in quotes; it may stand in a page, too, for it has no {@code <}. */
  public static void string(StringBuilder to, String value) {
    to.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c) || c == '<') {
        to.append("\\u").append(Character.forDigit(c >> 12, 16));
        to.append(Character.forDigit(c >> 8 & 15, 16));
        to.append(Character.forDigit(c >> 4 & 15, 16));
        to.append(Character.forDigit(c & 15, 16));
      } else {
        to.append(c);
      }
    }
    to.append('"');
  }

  static void strings(StringBuilder to, List<String> values) {
    to.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        to.append(',');
      }
      string(to, values.get(i));
    }
    to.append(']');
  }

  static void map(StringBuilder to, Map<String, String> values) {
    to.append('{');
    boolean first = true;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (!first) {
        to.append(',');
      }
      first = false;
      string(to, entry.getKey());
      to.append(':');
      string(to, entry.getValue());
    }
    to.append('}');
  }
}
