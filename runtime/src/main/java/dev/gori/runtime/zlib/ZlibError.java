package dev.gori.runtime.zlib;

/** Bad input, with zlib's code. It does not leave the binding. Any thread. */
final class ZlibError extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  ZlibError(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }
}
