package dev.gori.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the scripts in src/test/js, one behaviour each. A script passes when it exits with 0 and
 * prints what node prints, which stands in the file beside it that ends with .out; {@code
 * src/test/js/record} makes those with a real node.
 */
final class ScriptTest {
  private static final Path SCRIPTS = Path.of("src/test/js").toAbsolutePath();
  private static final long TIMEOUT_SECONDS = 60;

  @TestFactory
  List<DynamicTest> script() throws IOException {
    try (Stream<Path> files = Files.walk(SCRIPTS)) {
      return files
          .filter(p -> p.toString().matches(".*\\.m?js") && !p.toString().contains("/fixtures/"))
          .sorted()
          .map(
              p ->
                  DynamicTest.dynamicTest(
                      SCRIPTS.relativize(p).toString(), p.toUri(), () -> run(p)))
          .toList();
    }
  }

  private static void run(Path script) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (Program program =
        Program.builder()
            .file(script)
            .workingDirectory(script.resolveSibling("."))
            .streams(StandardStreams.of(InputStream.nullInputStream(), out, err))
            .start()) {
      code = program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
    String errors = err.toString(StandardCharsets.UTF_8);
    assertEquals(0, code, () -> "exit code; stderr:\n" + errors);
    Path expected =
        script.resolveSibling(script.getFileName().toString().replaceFirst("\\.m?js$", ".out"));
    if (Files.exists(expected)) {
      assertEquals(
          Files.readString(expected),
          out.toString(StandardCharsets.UTF_8),
          () -> "stdout; stderr:\n" + errors);
    }
  }
}
