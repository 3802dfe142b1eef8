package dev.gori.runtime.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Header names that both languages know by number, so that the usual ones are never decoded. An id
 * is an index in {@link #LIST} plus one; zero is any other name. Each is recognised in the written
 * form of the list and in lower case.
 */
public final class HeaderNames {
  /** Set beside the id of a name that was written in lower case. */
  public static final int LOWER_CASE = 1 << 16;

  /** The known names as they are usually written. */
  public static final List<String> LIST =
      List.of(
          "Host",
          "Connection",
          "Content-Length",
          "Transfer-Encoding",
          "Upgrade",
          "Expect",
          "Proxy-Connection",
          "User-Agent",
          "Accept",
          "Accept-Encoding",
          "Accept-Language",
          "Accept-Charset",
          "Cache-Control",
          "Content-Type",
          "Content-Encoding",
          "Content-Disposition",
          "Cookie",
          "Set-Cookie",
          "Date",
          "ETag",
          "If-Modified-Since",
          "If-None-Match",
          "Keep-Alive",
          "Last-Modified",
          "Location",
          "Origin",
          "Pragma",
          "Range",
          "Referer",
          "Authorization",
          "Sec-Fetch-Dest",
          "Sec-Fetch-Mode",
          "Sec-Fetch-Site",
          "Sec-Fetch-User",
          "Upgrade-Insecure-Requests",
          "Server",
          "Trailer",
          "Vary",
          "Via",
          "X-Forwarded-For",
          "X-Forwarded-Proto",
          "X-Forwarded-Host",
          "X-Requested-With",
          "DNT",
          "Access-Control-Allow-Origin");

  static final int HOST = 1;
  static final int CONNECTION = 2;
  static final int CONTENT_LENGTH = 3;
  static final int TRANSFER_ENCODING = 4;
  static final int UPGRADE = 5;
  static final int EXPECT = 6;
  static final int PROXY_CONNECTION = 7;

  private static final int SLOTS = 256;
  private static final byte[][] WRITTEN = new byte[LIST.size() + 1][];
  private static final byte[][] LOWER = new byte[LIST.size() + 1][];

  /** Chains of ids by slot: the first id, and for each id the next one in its slot. */
  private static final int[] FIRST = new int[SLOTS];

  private static final int[] NEXT = new int[LIST.size() + 1];

  static {
    for (int id = 1; id <= LIST.size(); id++) {
      String name = LIST.get(id - 1);
      WRITTEN[id] = name.getBytes(StandardCharsets.US_ASCII);
      LOWER[id] = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
      int slot = slot(WRITTEN[id], 0, WRITTEN[id].length);
      NEXT[id] = FIRST[slot];
      FIRST[slot] = id;
    }
  }

  private HeaderNames() {}

  private static int slot(byte[] name, int from, int length) {
    return (length * 31 + (name[from] | 0x20) * 7 + (name[from + length - 1] | 0x20)) & (SLOTS - 1);
  }

  /**
   * Recognises the name in {@code buffer[from, from + length)}, which is not empty.
   *
   * @return 0 when unknown; the id; the id and {@link #LOWER_CASE}; or the negative id when written
   *     in another mixture of cases
   */
  static int lookup(byte[] buffer, int from, int length) {
    for (int id = FIRST[slot(buffer, from, length)]; id != 0; id = NEXT[id]) {
      byte[] lower = LOWER[id];
      if (lower.length != length) {
        continue;
      }
      byte[] written = WRITTEN[id];
      boolean isWritten = true;
      boolean isLower = true;
      boolean same = true;
      for (int i = 0; i < length; i++) {
        byte b = buffer[from + i];
        if (b != lower[i]) {
          isLower = false;
          if (lower[i] < 'a' || lower[i] > 'z' || (b | 0x20) != lower[i]) {
            same = false;
            break;
          }
        }
        if (b != written[i]) {
          isWritten = false;
        }
      }
      if (same) {
        return isWritten ? id : isLower ? id | LOWER_CASE : -id;
      }
    }
    return 0;
  }
}
