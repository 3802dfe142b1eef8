package dev.gori.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What child processes leave behind in the application. */
final class ChildProcessTest {
  private static final long TIMEOUT_SECONDS = 120;
  private static final String THOUSAND_CHILDREN =
      """
      const { spawn } = require('child_process');
      let started = 0;
      let closed = 0;
      function next() {
        if (started++ < 1000) spawn('true').on('close', (code) => { closed += code === 0; next(); });
      }
      for (let i = 0; i < 20; i++) next();
      process.on('exit', () => console.log(closed));
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String run(String code) throws Exception {
    try (Program program =
        Program.builder()
            .code(code)
            .streams(StandardStreams.of(InputStream.nullInputStream(), out, out))
            .start()) {
      assertEquals(0, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void thousandChildrenLeaveNoZombieNoThreadAndNoDescriptor() throws Exception {
    run("require('child_process').spawn('true')");
    waitForReaper();
    Set<String> threads = threads();
    long descriptors = descriptors();
    assertEquals("1000\n", run(THOUSAND_CHILDREN));
    waitForReaper();
    assertEquals(List.of(), zombies());
    assertEquals(threads, threads());
    assertTrue(descriptors() <= descriptors + 2, "descriptors are left open");
  }

  @Test
  void theApplicationsOwnChildrenAreLeftToIt() throws Exception {
    Process own = new ProcessBuilder("sh", "-c", "exit 7").start();
    assertEquals(
        "3\n",
        run(
            "require('child_process').spawn('sh', ['-c', 'exit 3']).on('exit', (code) =>"
                + " console.log(code))"));
    assertEquals(7, own.waitFor());
  }

  @Test
  void stoppingAProgramThatWaitsForAChildDoesNotWait() throws Exception {
    try (Program program =
        Program.builder()
            .code("console.log('waits'); require('child_process').spawnSync('sleep', ['30'])")
            .streams(StandardStreams.of(InputStream.nullInputStream(), out, out))
            .start()) {
      while (out.size() == 0) {
        Thread.onSpinWait();
      }
      program.stop();
      assertEquals(1, program.waitFor(20, TimeUnit.SECONDS));
    }
  }

  /** The reaper's thread ends when it has no more children. */
  private static void waitForReaper() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("gori-reaper")) {
        thread.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
      }
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("gori") || !thread.isDaemon())
        .map(Thread::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static List<String> zombies() throws IOException {
    String parent = Long.toString(ProcessHandle.current().pid());
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .map(ChildProcessTest::status)
          .filter(fields -> fields.startsWith("Z " + parent + " "))
          .toList();
    }
  }

  /** State, parent and the rest of a process's stat file; empty when it has just gone. */
  private static String status(Path process) {
    try {
      String text = Files.readString(process.resolve("stat"));
      return text.substring(text.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return "";
    }
  }
}
