package dev.gori.runtime.zlib;

/** Bad input, with the library's code. It does not leave the binding. Any thread. */
final class ZlibError extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  private final String name;

  /** An error with a code that has a name, in the library that makes or reads the format. */
  ZlibError(int code, String message) {
    this(code, "", message);
  }

  /**
   * An error.
   *
   * @param name of the code, if it is not one of that library
   */
  ZlibError(int code, String name, String message) {
    super(message, null, false, false);
    this.code = code;
    this.name = name;
  }

  /** The name of the code; empty: the one that the library has for it. */
  String name() {
    return name;
  }

  int code() {
    return code;
  }
}
