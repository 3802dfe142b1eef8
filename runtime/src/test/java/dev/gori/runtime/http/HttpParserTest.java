package dev.gori.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus of messages.txt, whole and in pieces, and what depends on settings. */
final class HttpParserTest {
  private static final int MAX = 16 * 1024;

  record Example(ParserType type, String input, List<String> events) {
    @Override
    public String toString() {
      return type + " " + input;
    }

    byte[] bytes() {
      return ParsedMessages.unescape(input).getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  static Stream<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    try (InputStream file =
        Objects.requireNonNull(HttpParserTest.class.getResourceAsStream("messages.txt"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (line.startsWith("  ")) {
          examples.getLast().events().add(line.substring(2));
        } else if (line.startsWith("request ")) {
          examples.add(new Example(ParserType.REQUEST, line.substring(8), new ArrayList<>()));
        } else if (line.startsWith("response ")) {
          examples.add(new Example(ParserType.RESPONSE, line.substring(9), new ArrayList<>()));
        }
      }
    }
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void corpusInOnePiece(Example example) {
    byte[] input = example.bytes();
    ParsedMessages messages = new ParsedMessages(example.type(), MAX, Leniency.NONE, false);
    assertEquals(example.events(), messages.feed(input, 0, input.length).finish().lines);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void corpusByteByByte(Example example) {
    byte[] input = example.bytes();
    ParsedMessages messages = new ParsedMessages(example.type(), MAX, Leniency.NONE, true);
    for (int i = 0; i < input.length; i++) {
      messages.feed(input, i, i + 1);
    }
    assertEquals(example.events(), messages.finish().lines);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void corpusInTwoPieces(Example example) {
    byte[] input = example.bytes();
    for (int cut = 1; cut < input.length; cut++) {
      ParsedMessages messages = new ParsedMessages(example.type(), MAX, Leniency.NONE, true);
      messages.feed(input, 0, cut).feed(input, cut, input.length);
      assertEquals(example.events(), messages.finish().lines, "cut at " + cut);
    }
  }

  @Test
  void randomBytesNeverThrow() {
    Random random = new Random(42);
    byte[] valid =
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a=\"b\"\r\nabc\r\n0\r\nA: b\r\n\r\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int round = 0; round < 20_000; round++) {
      byte[] input = valid.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        input[random.nextInt(input.length)] = (byte) random.nextInt(256);
      }
      int lenient = random.nextBoolean() ? Leniency.ALL : Leniency.NONE;
      int cut = random.nextInt(input.length);
      ParsedMessages pieces = new ParsedMessages(ParserType.REQUEST, MAX, lenient, true);
      pieces.feed(input, 0, cut).feed(input, cut, input.length).finish();
      ParsedMessages whole = new ParsedMessages(ParserType.REQUEST, MAX, lenient, false);
      assertEquals(whole.feed(input, 0, input.length).finish().lines, pieces.lines);
    }
  }

  @Test
  void headLargerThanTheLimitIsRefusedWithoutItsEnd() {
    ParsedMessages messages = new ParsedMessages(ParserType.REQUEST, MAX, Leniency.NONE, true);
    messages.feed("GET / HTTP/1.1\r\nX: ");
    String filler = "y".repeat(1000);
    for (int i = 0; i < 20; i++) {
      messages.feed(filler);
    }
    assertEquals(1, messages.lines.size());
    assertTrue(messages.lines.getFirst().startsWith("error HPE_HEADER_OVERFLOW"));
  }

  @Test
  void urlCountsTowardsTheLimit() {
    ParsedMessages messages = new ParsedMessages(ParserType.REQUEST, 100, Leniency.NONE, true);
    messages.feed("GET /" + "a".repeat(200) + " HTTP/1.1\r\n\r\n");
    assertTrue(messages.lines.getFirst().startsWith("error HPE_HEADER_OVERFLOW"));
  }

  @Test
  void chunkExtensionsAreLimited() {
    ParsedMessages messages = new ParsedMessages(ParserType.REQUEST, MAX, Leniency.NONE, true);
    messages.feed("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;");
    messages.feed("a".repeat(17_000));
    assertTrue(messages.lines.getLast().startsWith("error HPE_CHUNK_EXTENSIONS_OVERFLOW"));
  }

  @Test
  void responseToHeadHasNoBody() {
    ParsedMessages messages = new ParsedMessages(ParserType.RESPONSE, MAX, Leniency.NONE, true);
    messages.parser().expectResponseTo("HEAD");
    messages.feed("HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n").finish();
    assertEquals(
        List.of(
            "head 1.1 100 [C] keep-alive []",
            "complete",
            "head 1.1 200 [OK] keep-alive [Content-Length|5]",
            "complete"),
        messages.lines);
  }

  @Test
  void responseToConnectHandsOverTheConnection() {
    ParsedMessages messages = new ParsedMessages(ParserType.RESPONSE, MAX, Leniency.NONE, true);
    messages.parser().expectResponseTo("CONNECT");
    messages.feed("HTTP/1.1 200 OK\r\n\r\nrest");
    assertEquals("stopped 19", messages.lines.getLast());
  }

  @Test
  void refusedUpgradeGoesOnAsOrdinaryMessage() {
    ParsedMessages messages = new ParsedMessages(ParserType.REQUEST, MAX, Leniency.NONE, true);
    messages.feed(
        "POST / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\nContent-Length: 2\r\n\r\n");
    assertTrue(messages.parser().isUpgrading());
    messages.resume().feed("abGET / HTTP/1.1\r\n\r\n");
    assertEquals(
        List.of("body [ab]", "complete", "head 1.1 GET [/] keep-alive []", "complete"),
        messages.lines.subList(3, messages.lines.size()));
  }

  @Test
  void lenientParserTakesWhatTheStrictOneRefuses() {
    String input = "GET / HTTP/1.1\r\nA: x\u0001y\r\n fold\r\n\r\n";
    ParsedMessages strict = new ParsedMessages(ParserType.REQUEST, MAX, Leniency.NONE, true);
    assertTrue(strict.feed(input).lines.getFirst().startsWith("error HPE_INVALID_HEADER_TOKEN"));
    ParsedMessages lenient = new ParsedMessages(ParserType.REQUEST, MAX, Leniency.ALL, true);
    assertEquals(
        "head 1.1 GET [/] keep-alive [A|x\\x01y fold]", lenient.feed(input).lines.getFirst());
  }

  @Test
  void messageClockRunsFromTheFirstByteToTheLast() {
    HttpParser parser = new HttpParser(ParserType.REQUEST, MAX, Leniency.NONE, true);
    HttpEvents events = new HttpEvents();
    byte[] input = "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\na".getBytes(StandardCharsets.UTF_8);
    parser.execute(java.nio.ByteBuffer.wrap(input, 0, 5), events, 100);
    assertEquals(100, parser.messageStart());
    assertFalse(parser.isHeadReceived());
    parser.execute(java.nio.ByteBuffer.wrap(input, 5, input.length - 6), events, 200);
    assertEquals(100, parser.messageStart());
    assertTrue(parser.isHeadReceived());
    parser.execute(java.nio.ByteBuffer.wrap(input, input.length - 1, 1), events, 300);
    assertEquals(0, parser.messageStart());
  }
}
