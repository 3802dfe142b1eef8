package dev.gori.loop;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks the system's resolver. Thread: pool. */
final class NameLookup {
  private NameLookup() {}

  static List<InetAddress> addressesOf(String host, AddressFamily family) {
    InetAddress[] found;
    try {
      found = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new UvException(errnoOf(e.getMessage()), "getaddrinfo", host);
    }
    List<InetAddress> wanted = new ArrayList<>(found.length);
    for (InetAddress address : found) {
      if (matches(address, family)) {
        wanted.add(address);
      }
    }
    if (wanted.isEmpty()) {
      throw new UvException(Errno.EAI_NONAME, "getaddrinfo", host);
    }
    return wanted;
  }

  static String nameOf(InetAddress address) {
    String name = address.getCanonicalHostName();
    if (name.equals(address.getHostAddress())) {
      throw new UvException(Errno.EAI_NONAME, "getnameinfo", name);
    }
    return name;
  }

  private static boolean matches(InetAddress address, AddressFamily family) {
    return switch (family) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> address instanceof Inet6Address;
    };
  }

  /** The resolver's code is known only by its text, which is appended to the host's name. */
  private static Errno errnoOf(@Nullable String message) {
    String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
    if (text.contains("temporary failure") || text.contains("try again")) {
      return Errno.EAI_AGAIN;
    }
    if (text.contains("no address associated")) {
      return Errno.EAI_NODATA;
    }
    if (text.contains("non-recoverable")) {
      return Errno.EAI_FAIL;
    }
    return Errno.EAI_NONAME;
  }
}
