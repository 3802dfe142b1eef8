package dev.gori.tools.format;

/** A source that a formatter cannot read. */
final class FormatException extends Exception {
  private static final long serialVersionUID = 1L;

  FormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
