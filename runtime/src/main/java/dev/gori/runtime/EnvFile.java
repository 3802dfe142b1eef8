package dev.gori.runtime;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The format of .env files, as Node reads it: one {@code NAME=value} a line, {@code #} begins a
 * comment, values in quotes may have several lines. Any thread.
 *
 * @see <a href="https://nodejs.org/api/environment_variables.html">Node's description</a>
 */
public final class EnvFile {
  private EnvFile() {}

  /** The variables of a file's text, by name. */
  public static SortedMap<String, String> parse(String content) {
    String text = content.replace("\r\n", "\n").replace('\r', '\n');
    SortedMap<String, String> variables = new TreeMap<>();
    int at = 0;
    while (at < text.length()) {
      int end = endOfLine(text, at);
      int equals = text.indexOf('=', at);
      String line = text.substring(at, end).strip();
      if (line.isEmpty() || line.startsWith("#") || equals < 0 || equals >= end) {
        at = end + 1;
        continue;
      }
      String name = text.substring(at, equals).strip().replaceFirst("^export\\s+", "");
      int start = equals + 1;
      while (start < end && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
        start++;
      }
      char quote = start < end ? text.charAt(start) : ' ';
      int close = "\"'`".indexOf(quote) < 0 ? -1 : text.indexOf(quote, start + 1);
      String value;
      if (close < 0) {
        int comment = text.indexOf('#', start);
        value = text.substring(start, comment < 0 ? end : Math.min(comment, end)).strip();
      } else {
        value = text.substring(start + 1, close);
        if (quote == '"') {
          value = value.replace("\\n", "\n");
        }
        end = endOfLine(text, close);
      }
      if (!name.isEmpty()) {
        variables.put(name, value);
      }
      at = end + 1;
    }
    return variables;
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
