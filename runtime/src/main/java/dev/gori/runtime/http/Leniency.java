package dev.gori.runtime.http;

/** Flags that relax a parser, with the values of Node's {@code HTTPParser.kLenient*} constants. */
public final class Leniency {
  public static final int NONE = 0;
  public static final int HEADERS = 1;
  public static final int CHUNKED_LENGTH = 1 << 1;
  public static final int KEEP_ALIVE = 1 << 2;
  public static final int TRANSFER_ENCODING = 1 << 3;
  public static final int VERSION = 1 << 4;
  public static final int DATA_AFTER_CLOSE = 1 << 5;
  public static final int OPTIONAL_LF_AFTER_CR = 1 << 6;
  public static final int OPTIONAL_CRLF_AFTER_CHUNK = 1 << 7;
  public static final int OPTIONAL_CR_BEFORE_LF = 1 << 8;
  public static final int SPACES_AFTER_CHUNK_SIZE = 1 << 9;
  public static final int ALL = (1 << 10) - 1;

  private Leniency() {}
}
