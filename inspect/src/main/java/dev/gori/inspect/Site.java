package dev.gori.inspect;

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
