package dev.gori.runtime.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The value of --inspect. */
final class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "'', 127.0.0.1, 9229",
    "0, 127.0.0.1, 0",
    "9230, 127.0.0.1, 9230",
    ":9230, 127.0.0.1, 9230",
    "localhost, localhost, 9229",
    "localhost:, localhost, 9229",
    "0.0.0.0:80, 0.0.0.0, 80",
    "[::1], ::1, 9229",
    "[::1]:9230, ::1, 9230"
  })
  void hostAndPortMayBeMissing(String text, String host, int port) {
    assertEquals(new HostPort(host, port), HostPort.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "localhost:x", "1.2.3.4:-1", "123456"})
  void otherPortsAreNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
  }
}
