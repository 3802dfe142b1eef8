package dev.gori.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InternetAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "::, ::",
    "::1, ::1",
    "0:0:0:0:0:0:0:1, ::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:DB8::, 2001:db8::",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "fe80:0:0:0:0:0:0:1, fe80::1",
    "::1.2.3.4, ::1.2.3.4"
  })
  void writesAddressesAsTheSystemDoes(String address, String expected) throws UnknownHostException {
    assertEquals(expected, InternetAddresses.text(InetAddress.getByName(address)));
  }
}
