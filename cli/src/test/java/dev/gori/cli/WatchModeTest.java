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

  /** A running command. */
  private final class Command implements AutoCloseable {
    final Process process;
    private final Reader output;

    Command(String... args) throws IOException {
      List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
      command.addAll(List.of(args));
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().keySet().removeAll(List.of("NODE_OPTIONS", "FORCE_COLOR"));
      process = builder.redirectErrorStream(true).start();
      output = process.inputReader();
    }

    /** Waits until the command has written a text; what comes before it is passed over. */
    void expect(String text) throws IOException {
      StringBuilder read = new StringBuilder();
      while (read.indexOf(text) < 0) {
        int c = output.read();
        assertTrue(c >= 0, () -> "no <" + text + "> in:\n" + read);
        read.append((char) c);
      }
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void script(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void programStartsAgainWhenAFileItHasLoadedChanges() throws Exception {
    script("main.js", "console.log('loaded', require('./other').value);");
    script("other.js", "exports.value = 1;");
    try (Command watch = new Command("--watch", "main.js", "x")) {
      watch.expect("loaded 1\nCompleted running 'main.js x'. Waiting for file changes");
      script("other.js", "exports.value = 2;");
      watch.expect("Restarting 'main.js x'\nloaded 2\nCompleted running");
      script("other.js", "throw new Error('three');");
      watch.expect("Failed running 'main.js x'");
      script("other.js", "import('./module.mjs');");
      watch.expect("Cannot find module");
      watch.expect("Failed running");
      script("module.mjs", "console.log('module'); setInterval(() => {}, 1000);");
      watch.expect("loaded undefined\nmodule\n");
      watch.process.destroy();
      assertEquals(0, watch.process.waitFor());
    }
  }

  @Test
  void watchedFolderAndKillSignal() throws Exception {
    Files.createDirectories(folder.resolve("data/deep"));
    script(
        "main.js",
        "process.on('SIGINT', () => { console.log('bye'); process.exit(5); });"
            + "process.stdin.on('data', (text) => console.log(`got ${text}`)); console.log('up');");
    try (Command watch =
        new Command("--watch-path=data", "--watch-kill-signal", "SIGINT", "main.js")) {
      watch.expect("up\n");
      script("data/deep/file", "");
      watch.expect("bye\n");
      watch.expect("up\n");
      watch.process.outputWriter().append("input").flush();
      watch.expect("got input");
    }
  }

  @Test
  void codeCannotBeWatched() throws Exception {
    try (Command watch = new Command("--watch", "-e", "1")) {
      watch.expect("either --watch or --eval can be used, not both");
      assertEquals(9, watch.process.waitFor());
    }
  }
}
