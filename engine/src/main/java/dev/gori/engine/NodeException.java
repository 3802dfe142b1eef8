package dev.gori.engine;

/**
 * An error that JavaScript receives with Node's code: an argument or state that an operation
 * refuses. Immutable.
 *
 * <p>Stackless: its stack is the JavaScript stack of the caller.
 */
public final class NodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The JavaScript class of the error. */
  public enum Kind {
    /** A plain Error. */
    ERROR,
    /** A TypeError. */
    TYPE_ERROR,
    /** A RangeError. */
    RANGE_ERROR,
    /** A SyntaxError. */
    SYNTAX_ERROR
  }

  private final String code;
  private final Kind kind;

  /** Makes an error with Node's code, for example {@code ERR_CRYPTO_INVALID_DIGEST}. */
  public NodeException(String code, String message, Kind kind) {
    super(message, null, false, false);
    this.code = code;
    this.kind = kind;
  }

  /** Makes an error of class Error. */
  public NodeException(String code, String message) {
    this(code, message, Kind.ERROR);
  }

  /** Node's error code. */
  public String code() {
    return code;
  }

  /** The JavaScript class. */
  public Kind kind() {
    return kind;
  }
}
