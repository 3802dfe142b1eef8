package dev.gori.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedding API: what a Java application does with a program. */
final class ProgramTest {
  private static final long TIMEOUT_SECONDS = 60;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Program.Builder program() {
    return Program.builder()
        .workingDirectory(folder)
        .streams(StandardStreams.of(InputStream.nullInputStream(), out, err));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void scriptGetsArgumentsEnvironmentStreamsAndFolder() throws Exception {
    Path script = Files.createDirectories(folder.resolve("sub")).resolve("main.js");
    Files.writeString(
        script,
        """
        console.log(process.argv.slice(2).join(), process.env.NAME, Object.keys(process.env).length, process.cwd(), __filename);
        console.error('to stderr');
        process.stdin.setEncoding('utf8').on('data', (text) => console.log('read', text));
        process.on('exit', () => { process.exitCode = 7; });
        """);
    try (Program program =
        program()
            .file(Path.of("sub/main.js"))
            .arguments("one", "two words")
            .environment(Map.of("NAME", "value"))
            .streams(
                StandardStreams.of(
                    new ByteArrayInputStream("typed".getBytes(StandardCharsets.UTF_8)), out, err))
            .start()) {
      assertEquals(7, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }
    assertEquals("one,two words value 1 " + folder + " " + script + "\nread typed\n", output());
    assertEquals("to stderr\n", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void twoProgramsAtOnceShareNothing() throws Exception {
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    String code =
        """
        globalThis.mark = process.env.WHO;
        Array.prototype.who = process.env.WHO;
        process.chdir(process.env.FOLDER);
        let left = 20;
        const timer = setInterval(() => {
          if (globalThis.mark !== process.env.WHO || [].who !== process.env.WHO || !process.cwd().endsWith(process.env.FOLDER)) throw new Error('shared');
          if (--left === 0) { clearInterval(timer); console.log(process.env.WHO); }
        }, 1);
        """;
    Files.createDirectory(folder.resolve("a"));
    Files.createDirectory(folder.resolve("b"));
    try (Program first =
            program().environment(Map.of("WHO", "first", "FOLDER", "a")).code(code).start();
        Program second =
            program()
                .environment(Map.of("WHO", "second", "FOLDER", "b"))
                .streams(StandardStreams.of(InputStream.nullInputStream(), other, err))
                .code(code)
                .start()) {
      assertEquals(0, first.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), err::toString);
      assertEquals(0, second.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), err::toString);
    }
    assertEquals("first\n", output());
    assertEquals("second\n", other.toString(StandardCharsets.UTF_8));
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    run("require('fs').readFile(__filename, () => {})");
    Set<Thread> before = threads();
    for (int i = 0; i < 3; i++) {
      run(
          """
          const server = require('net').createServer((socket) => socket.end('x'));
          server.listen(0, () => require('net').connect(server.address().port).on('data', () => {}).on('close', () => server.close()));
          require('fs').readFile('/dev/null', () => {});
          setTimeout(() => {}, 5);
          """);
    }
    Set<Thread> after = threads();
    after.removeAll(before);
    assertEquals(Set.of(), after);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> !t.getName().startsWith("process reaper"))
        .collect(Collectors.toSet());
  }

  private void run(String code) throws Exception {
    try (Program program = program().code(code).start()) {
      assertEquals(0, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), err::toString);
    }
  }

  @Test
  void busyProgramIsStopped() throws Exception {
    try (Program program = program().code("console.log('busy'); for (;;);").start()) {
      while (out.size() == 0) {
        Thread.onSpinWait();
      }
      assertFalse(program.onExit().isDone());
      program.stop();
      assertEquals(1, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void waitingProgramIsStopped() throws Exception {
    try (Program program =
        program()
            .code("require('net').createServer().listen(0, () => console.log('up'))")
            .start()) {
      while (out.size() == 0) {
        Thread.onSpinWait();
      }
      program.stop();
      assertEquals(1, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void exitEndsAtOnce() throws Exception {
    try (Program program =
        program()
            .code(
                "process.on('exit', (code) => console.log('exit', code)); try { process.exit(3); }"
                    + " finally { console.log('no'); }")
            .start()) {
      assertEquals(3, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }
    assertEquals("exit 3\n", output());
  }

  @Test
  void uncaughtErrorIsReportedAndGivesCodeOne() throws Exception {
    Files.writeString(
        folder.resolve("bad.js"), "\nfunction f() {\n  throw new TypeError('bad');\n}\nf();\n");
    try (Program program = program().file(Path.of("bad.js")).start()) {
      assertEquals(1, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }
    String report = err.toString(StandardCharsets.UTF_8);
    assertTrue(
        report.startsWith(
            folder.resolve("bad.js")
                + ":3\n  throw new TypeError('bad');\n  ^\n\nTypeError: bad\n    at f ("
                + folder.resolve("bad.js")
                + ":3:9)\n"),
        report);
  }

  @Test
  void hundredThousandRequestsLeaveNoReferences() throws Exception {
    PipedOutputStream go = new PipedOutputStream();
    try (PipedInputStream in = new PipedInputStream(go);
        Program program =
            program()
                .streams(StandardStreams.of(in, out, err))
                .code(
                    """
                    const http = require('http');
                    const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
                    const server = http.createServer((request, response) => response.end('hello'));
                    const ask = (count, done) => {
                      let started = 0;
                      let finished = 0;
                      const next = () => {
                        if (started++ < count) {
                          http.get({ port: server.address().port, agent }, (response) => {
                            response.resume();
                            response.on('end', () => { if (++finished === count) done(); else next(); });
                          });
                        }
                      };
                      for (let i = 0; i < 20; i++) next();
                    };
                    // A line of input starts a round; its end ends the program.
                    let size = 1000;
                    process.stdin.on('data', () => {
                      ask(size, () => { console.log(`done ${size}`); size = 100_000; });
                    });
                    process.stdin.on('end', () => { agent.destroy(); server.close(); });
                    server.listen(0, () => console.log('up'));
                    """)
                .start()) {
      await("up\n");
      go.write('\n');
      go.flush();
      await("up\ndone 1000\n");
      int before = program.references();
      go.write('\n');
      go.flush();
      await("up\ndone 1000\ndone 100000\n");
      assertEquals(before, program.references());
      go.close();
      assertEquals(0, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), err::toString);
    }
  }

  private void await(String expected) {
    while (!output().equals(expected)) {
      assertEquals("", err.toString(StandardCharsets.UTF_8));
      Thread.onSpinWait();
    }
  }
}
