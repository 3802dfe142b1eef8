package dev.gori.runtime.inspector;

import java.net.InetSocketAddress;

/**
 * Where the inspector listens: the value of Node's {@code --inspect}, {@code [host:]port}. Both may
 * be missing; an IPv6 address stands in brackets. Immutable; any thread.
 */
public record HostPort(String host, int port) {
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 9229;
  private static final int MAX_PORT = 65535;

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException the port is none
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host;
    String port;
    if (text.endsWith("]") || (colon < 0 && !text.matches("\\d*"))) {
      host = text;
      port = "";
    } else {
      host = colon < 0 ? "" : text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    if (!port.matches("\\d{0,5}")) {
      throw new IllegalArgumentException("no port: " + port);
    }
    int number = port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port);
    if (number > MAX_PORT) {
      throw new IllegalArgumentException("no port: " + port);
    }
    return new HostPort(host.isEmpty() ? DEFAULT_HOST : host.replaceAll("[\\[\\]]", ""), number);
  }

  /** Looks the host up. */
  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }
}
