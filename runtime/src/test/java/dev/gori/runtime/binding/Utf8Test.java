package dev.gori.runtime.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Malformed UTF-8 becomes one replacement character for each maximal subpart. */
final class Utf8Test {
  @ParameterizedTest
  @CsvSource({
    "80, 1",
    "c3, 1",
    "c328, 1",
    "e282, 1",
    "e28228, 1",
    "f09f98, 1",
    "eda080, 3",
    "f4908080, 4",
    "c0af, 2",
    "ff, 1",
    "e0809f, 3",
    "f0808080, 4",
    "efbfbd, 1",
    "e2e2, 2",
  })
  void malformedBytesAreReplaced(String hex, int replacements) {
    String text = Utf8.decode(HexFormat.of().parseHex(hex));
    assertEquals(replacements, text.chars().filter(c -> c == '\ufffd').count());
  }

  @Test
  void wellFormedTextSurvives() {
    String text = "a\u00e9\u20ac\ud83d\ude00\ufffdz";
    assertEquals(text, Utf8.decode(text.getBytes(StandardCharsets.UTF_8)));
  }
}
