package dev.gori.runtime.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Digests and derived keys against the vectors of their specifications. */
final class HashersTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "MD5, 900150983cd24fb0d6963f7d28e17f72",
    "SHA1, a9993e364706816aba3e25717850c26c9cd0d89d",
    "SHA256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA3_256, 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
    "RIPEMD160, 8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
    "BLAKE2S256, 508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
    "SM3, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    "SHAKE128, 5881092dd818bf5cf8a3ddb793fbcba7",
  })
  void digestOfAbcIsThePublishedOne(Algorithm algorithm, String expected) {
    Hasher hasher = Hashers.hasher(algorithm);
    hasher.update(ByteBuffer.wrap(bytes("abc")));
    assertEquals(expected, hex(hasher.finish(algorithm.size)));
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void copyHasSeenTheSameBytes(Algorithm algorithm) {
    Hasher original = Hashers.hasher(algorithm);
    original.update(ByteBuffer.wrap(bytes("one")));
    Hasher copy = original.copy();
    original.update(ByteBuffer.wrap(bytes("two")));
    copy.update(ByteBuffer.wrap(bytes("two")));
    byte[] result = original.finish(algorithm.size);
    assertEquals(algorithm.size, result.length);
    assertEquals(hex(result), hex(copy.finish(algorithm.size)));
  }

  @Test
  void macIsThatOfRfc4231() {
    Hasher mac = KeyedHasher.of(Algorithm.SHA256, bytes("Jefe"));
    mac.update(ByteBuffer.wrap(bytes("what do ya want for nothing?")));
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", hex(mac.finish(0)));
  }

  @Test
  void pbkdf2IsThatOfRfc6070() {
    byte[] key = KeyDerivation.pbkdf2(Algorithm.SHA1, bytes("password"), bytes("salt"), 4096, 20);
    assertEquals("4b007901b765489abead49d926f721d065a429c1", hex(key));
  }

  @Test
  void hkdfIsThatOfRfc5869() {
    HexFormat format = HexFormat.of();
    byte[] key =
        KeyDerivation.hkdf(
            Algorithm.SHA256,
            format.parseHex("0b".repeat(22)),
            format.parseHex("000102030405060708090a0b0c"),
            format.parseHex("f0f1f2f3f4f5f6f7f8f9"),
            42);
    assertEquals(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        hex(key));
  }

  @Test
  void scryptIsThatOfRfc7914() {
    byte[] key = KeyDerivation.scrypt(bytes("password"), bytes("NaCl"), 1024, 8, 16, 16);
    assertEquals("fdbabe1c9d3472007856e7190d01e9fe", hex(key));
  }

  @Test
  void namesAreFoundInEverySpelling() {
    assertSame(Algorithm.SHA256, Algorithm.of("RSA-SHA256"));
    assertSame(Algorithm.SHA256, Algorithm.of("sha-256"));
    assertSame(Algorithm.SHA512, Algorithm.of("sha512WithRSAEncryption"));
    assertSame(Algorithm.SHA512_256, Algorithm.of("SHA512/256"));
    assertNull(Algorithm.of("nope"));
  }
}
