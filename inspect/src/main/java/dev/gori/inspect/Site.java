package dev.gori.inspect;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function's place in its source. Immutable.
 *
 * @param file empty when it is the runtime's own
 * @param line counted from 1; 0 when it is not known
 * @param column counted from 1
 * @param isUser whether it is the program's
 */
record Site(int number, String function, String file, int line, int column, boolean isUser) {
  static final Site NONE = new Site(0, "", "", 0, 0, false);

  /** Of a site that the record does not know. */
  private static final int UNNUMBERED = -1;

  private static final Pattern FRAME =
      Pattern.compile("(?:(?:async )?(.*?) \\()?(.+?):(\\d+):(\\d+)\\)?");

  /**
   * The outermost function of the program's in a stack, with the line where it is: for what runs
   * without being recorded.
   *
   * @param stack innermost frame first
   */
  static Site ofStack(List<String> stack) {
    for (String frame : stack.reversed()) {
      Matcher matcher = FRAME.matcher(frame);
      if (matcher.matches() && !matcher.group(2).startsWith("node:")) {
        String function = matcher.group(1);
        return new Site(
            UNNUMBERED,
            function == null ? "" : function,
            matcher.group(2),
            Integer.parseInt(matcher.group(3)),
            Integer.parseInt(matcher.group(4)),
            true);
      }
    }
    return NONE;
  }

  /** As a stack shows it. */
  String text() {
    if (number == 0) {
      return "";
    }
    String name = function.isEmpty() ? "(anonymous)" : function;
    if (line == 0) {
      return name;
    }
    return file.isEmpty() ? name + " (in the runtime)" : name + " (" + place() + ")";
  }

  /** File, line and column. */
  String place() {
    return file.isEmpty() ? "" : file + ":" + line + ":" + column;
  }
}
