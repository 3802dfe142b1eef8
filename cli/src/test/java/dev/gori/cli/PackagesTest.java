package dev.gori.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Forty npm packages of every style do what they do under node: {@code work.cjs} says what, {@code
 * expected.out} is node's answer. After package.
 */
final class PackagesTest {
  private static final Path COMMAND =
      Path.of(System.getProperty("gori.command", "target/gori/bin/gori")).toAbsolutePath();
  private static final Path SOURCES = Path.of("src/test/packages").toAbsolutePath();
  private static final Path FOLDER = Path.of("target/packages").toAbsolutePath();
  private static final long TIMEOUT_SECONDS = 120;

  @BeforeAll
  static void install() throws Exception {
    Files.createDirectories(FOLDER);
    PackageInstaller.install(SOURCES.resolve("packages.tsv"), FOLDER);
    for (String file : List.of("work.cjs", "main.cjs", "main.mjs", "devtools.cjs")) {
      Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "main.cjs, expected.out",
    "main.mjs, expected.out",
    // A client of the DevTools protocol debugs a program.
    "devtools.cjs, devtools.out"
  })
  void work(String entry, String expected) throws Exception {
    Path out = Files.createTempFile("packages", ".out");
    Path err = Files.createTempFile("packages", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(COMMAND.toString(), entry)
            .directory(FOLDER.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("NODE_OPTIONS", "FORCE_COLOR"));
    Process process = builder.start();
    boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertEquals(Files.readString(SOURCES.resolve(expected)), Files.readString(out));
    assertEquals("", Files.readString(err));
    assertTrue(ended, "the program did not end");
    assertEquals(0, process.exitValue());
    Files.delete(out);
    Files.delete(err);
  }
}
