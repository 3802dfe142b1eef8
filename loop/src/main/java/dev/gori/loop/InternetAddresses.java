package dev.gori.loop;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as the system's own functions show them, which is not always Java's way. Any thread.
 */
public final class InternetAddresses {
  private static final int GROUPS = 8;

  private InternetAddresses() {}

  /**
   * An address as a program that does not run on Java would see it: the IPv4 peer of an IPv6 socket
   * has an IPv4-mapped address ({@code ::ffff:127.0.0.1}), which Java turns into an IPv4 address.
   */
  static @Nullable InetSocketAddress asSeen(@Nullable SocketAddress address, boolean dualStack) {
    if (!(address instanceof InetSocketAddress inet)) {
      return null;
    }
    if (dualStack && inet.getAddress() instanceof Inet4Address v4) {
      return new InetSocketAddress(mapped(v4), inet.getPort());
    }
    return inet;
  }

  private static InetAddress mapped(Inet4Address address) {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    System.arraycopy(address.getAddress(), 0, bytes, 12, 4);
    try {
      return Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are an address", e);
    }
  }

  /**
   * The text of an address as {@code inet_ntop} writes it: lower case, the longest row of zero
   * groups as {@code ::}, mapped addresses with dots; the zone follows a link-local address.
   */
  public static String text(InetAddress address) {
    if (!(address instanceof Inet6Address v6)) {
      return address.getHostAddress();
    }
    byte[] bytes = v6.getAddress();
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    String text = v6Text(groups);
    if (!v6.isLinkLocalAddress()) {
      return text;
    }
    String host = v6.getHostAddress();
    int zone = host.indexOf('%');
    return zone < 0 ? text : text + host.substring(zone);
  }

  private static String v6Text(int[] groups) {
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder(40);
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (i == 6 && start == 0 && (length == 6 || (length == 5 && groups[5] == 0xffff))) {
        appendDotted(text.append(text.charAt(text.length() - 1) == ':' ? "" : ":"), groups);
        break;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  private static void appendDotted(StringBuilder text, int[] groups) {
    text.append(groups[6] >> 8).append('.').append(groups[6] & 0xff).append('.');
    text.append(groups[7] >> 8).append('.').append(groups[7] & 0xff);
  }
}
