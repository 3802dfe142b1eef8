package dev.gori.runtime.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The request methods that the parser accepts; a method's id is its index in {@link #NAMES}. */
public final class HttpMethods {
  /** In the order of Node's {@code http.METHODS}. */
  public static final List<String> NAMES =
      List.of(
          "ACL",
          "BIND",
          "CHECKOUT",
          "CONNECT",
          "COPY",
          "DELETE",
          "GET",
          "HEAD",
          "LINK",
          "LOCK",
          "M-SEARCH",
          "MERGE",
          "MKACTIVITY",
          "MKCALENDAR",
          "MKCOL",
          "MOVE",
          "NOTIFY",
          "OPTIONS",
          "PATCH",
          "POST",
          "PROPFIND",
          "PROPPATCH",
          "PURGE",
          "PUT",
          "QUERY",
          "REBIND",
          "REPORT",
          "SEARCH",
          "SOURCE",
          "SUBSCRIBE",
          "TRACE",
          "UNBIND",
          "UNLINK",
          "UNLOCK",
          "UNSUBSCRIBE");

  static final int CONNECT = NAMES.indexOf("CONNECT");
  static final int GET = NAMES.indexOf("GET");
  static final int HEAD = NAMES.indexOf("HEAD");

  /** The length of the longest method, accepted or related. */
  static final int LONGEST = 13;

  private static final byte[][] BYTES =
      NAMES.stream().map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

  /**
   * Methods of related protocols, which are refused no earlier than at the character that tells
   * them from HTTP's.
   */
  private static final byte[][] RELATED =
      Stream.of(
              "ANNOUNCE",
              "DESCRIBE",
              "FLUSH",
              "GET_PARAMETER",
              "PAUSE",
              "PLAY",
              "PRI",
              "RECORD",
              "REDIRECT",
              "SETUP",
              "SET_PARAMETER",
              "TEARDOWN")
          .map(name -> name.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private HttpMethods() {}

  /** The id of the method in {@code buffer[from, to)}, or -1. */
  static int lookup(byte[] buffer, int from, int to) {
    if (to - from == 3
        && buffer[from] == 'G'
        && buffer[from + 1] == 'E'
        && buffer[from + 2] == 'T') {
      return GET;
    }
    for (int id = 0; id < BYTES.length; id++) {
      if (Arrays.equals(BYTES[id], 0, BYTES[id].length, buffer, from, to)) {
        return id;
      }
    }
    return -1;
  }

  /** How many bytes of {@code buffer[from, to)} are the beginning of some method. */
  static int longestPrefix(byte[] buffer, int from, int to) {
    int longest = 0;
    for (byte[] method : BYTES) {
      longest = Math.max(longest, prefix(method, buffer, from, to));
    }
    for (byte[] method : RELATED) {
      longest = Math.max(longest, prefix(method, buffer, from, to));
    }
    return longest;
  }

  private static int prefix(byte[] method, byte[] buffer, int from, int to) {
    int mismatch = Arrays.mismatch(method, 0, method.length, buffer, from, to);
    return mismatch < 0 ? method.length : mismatch;
  }
}
