package dev.gori.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The built command with --watch. After package. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
final class WatchModeTest {
  private static final Path COMMAND =
      Path.of(System.getProperty("gori.command", "target/gori/bin/gori")).toAbsolutePath();

  @TempDir Path folder;
  private Process process;
  private Reader output;

  private void start(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeAll(List.of("NODE_OPTIONS", "FORCE_COLOR"));
    process = builder.redirectErrorStream(true).start();
    output = process.inputReader();
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  /** Waits until the command has written a text; what comes before it is passed over. */
  private void expect(String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      int c = output.read();
      assertTrue(c >= 0, () -> "no <" + text + "> in:\n" + read);
      read.append((char) c);
    }
  }

  private void script(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void programStartsAgainWhenAFileItHasLoadedChanges() throws Exception {
    script("main.js", "console.log('loaded', require('./other').value);");
    script("other.js", "exports.value = 1;");
    start("--watch", "main.js", "x");
    expect(
        "loaded 1\nCompleted running 'main.js x'. Waiting for file changes before restarting...\n");
    script("other.js", "exports.value = 2;");
    expect("Restarting 'main.js x'\nloaded 2\nCompleted running");
    script("other.js", "throw new Error('three');");
    expect("Failed running 'main.js x'");
    script("other.js", "import('./module.mjs');");
    expect("Cannot find module");
    expect("Failed running");
    script("module.mjs", "console.log('module'); setInterval(() => {}, 1000);");
    expect("loaded undefined\nmodule\n");
    process.destroy();
    assertEquals(0, process.waitFor());
  }

  @Test
  void watchedFolderAndKillSignal() throws Exception {
    Files.createDirectories(folder.resolve("data/deep"));
    script(
        "main.js",
        "process.on('SIGINT', () => { console.log('bye'); process.exit(5); });"
            + "process.stdin.on('data', (text) => console.log(`got ${text}`)); console.log('up');");
    start("--watch-path=data", "--watch-kill-signal", "SIGINT", "main.js");
    expect("up\n");
    script("data/deep/file", "");
    expect("bye\n");
    expect("up\n");
    process.outputWriter().append("input").flush();
    expect("got input");
    process.destroy();
    process.waitFor();
  }

  @Test
  void codeCannotBeWatched() throws Exception {
    start("--watch", "-e", "1");
    expect("either --watch or --eval can be used, not both");
    assertEquals(9, process.waitFor());
  }
}
