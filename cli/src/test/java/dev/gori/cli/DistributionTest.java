package dev.gori.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the built command: output, exit codes, signals. After package. */
final class DistributionTest {
  private static final Path COMMAND =
      Path.of(System.getProperty("gori.command", "target/gori/bin/gori")).toAbsolutePath();
  private static final long TIMEOUT_SECONDS = 60;

  @TempDir Path folder;
  private Path out;
  private Path err;
  private Path in;

  @BeforeEach
  void files() throws IOException {
    out = folder.resolve("stdout");
    err = folder.resolve("stderr");
    in = Files.writeString(folder.resolve("stdin"), "");
  }

  private Process start(String... args) throws IOException {
    return start(Map.of(), args);
  }

  private Process start(Map<String, String> environment, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeAll(List.of("NODE_OPTIONS", "FORCE_COLOR"));
    builder.environment().putAll(environment);
    return builder
        .redirectInput(in.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  private int run(String... args) throws Exception {
    return end(start(args));
  }

  private int runWith(Map<String, String> environment, String... args) throws Exception {
    return end(start(environment, args));
  }

  private static int end(Process process) throws InterruptedException {
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the command did not end");
    }
    return process.exitValue();
  }

  private String out() throws IOException {
    return Files.readString(out);
  }

  private String err() throws IOException {
    return Files.readString(err);
  }

  private void script(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), () -> "no <" + part + "> in:\n" + text);
  }

  @Test
  void versionAndHelp() throws Exception {
    assertEquals(0, run("--version"));
    assertTrue(out().matches("v\\d+\\.\\d+\\.\\d+\n"), out());
    assertEquals(0, run("--help"));
    assertContains(out(), "Usage: gori");
  }

  @Test
  void fileSeesItsArguments() throws Exception {
    script("main.js", "console.log(process.argv.slice(2), __filename === process.argv[1])");
    assertEquals(0, run("main.js", "a", "--b"));
    assertEquals("[ 'a', '--b' ] true\n", out());
    assertEquals("", err());
  }

  @Test
  void codeIsRunAndPrinted() throws Exception {
    assertEquals(3, run("-e", "console.log(__filename); process.exit(3)"));
    assertEquals("[eval]\n", out());
    assertEquals(0, run("-p", "[1, { a: 2 }]"));
    assertEquals("[ 1, { a: 2 } ]\n", out());
  }

  @Test
  void standardInputIsRun() throws Exception {
    Files.writeString(in, "console.log(__filename, process.argv.slice(1))");
    assertEquals(0, run("-", "a"));
    assertEquals("[stdin] [ '-', 'a' ]\n", out());
    Files.writeString(in, "1 + 1");
    assertEquals(0, run("-p"));
    assertEquals("2\n", out());
  }

  @Test
  void typeScriptRuns() throws Exception {
    script("main.ts", "const x: number = 1;\nconsole.log(x, typeof require);\n");
    assertEquals(0, run("main.ts"));
    assertEquals("1 function\n", out());
    script("enum.mts", "enum A { B }\nconsole.log(A.B);\n");
    assertEquals(1, run("enum.mts"));
    assertContains(err(), "enum.mts:1\nenum A { B }\n^^^^^^^^^^^^\nconsole.log(A.B);\n\n");
    assertContains(err(), "TypeScript enum is not supported in strip-only mode");
    assertEquals(0, run("--experimental-transform-types", "enum.mts"));
    assertEquals("0\n", out());
    assertEquals(1, run("--no-strip-types", "main.ts"));
    assertContains(err(), "SyntaxError: Missing initializer in const declaration");
  }

  @Test
  void codeMayHaveTypes() throws Exception {
    assertEquals(0, run("-p", "(1 as number)"));
    assertEquals("1\n", out());
    assertEquals(0, run("-e", "import fs from 'fs'; const x: number = 1; console.log(x, !!fs)"));
    assertEquals("1 true\n", out());
    assertEquals(1, run("-e", "enum X { A }"));
    assertContains(
        err(),
        """
        [eval]:1
        enum X { A }
        ^^^^
        TypeScript enum is not supported in strip-only mode

        SyntaxError: \
        """);
    String[] types = {"module-typescript", "commonjs-typescript"};
    for (String type : types) {
      assertEquals(0, run("--input-type=" + type, "-e", "const x: number = 1; console.log(x)"));
      assertEquals("1\n", out());
    }
  }

  @Test
  void preloadedModulesComeFirst() throws Exception {
    script("a.js", "console.log('a', module.id.endsWith('a.js'))");
    assertEquals(0, run("-r", "./a", "-e", "console.log('main')"));
    assertEquals("a true\nmain\n", out());
  }

  @Test
  void missingFile() throws Exception {
    assertEquals(1, run("nothing.js"));
    assertContains(err(), "Error: Cannot find module '" + folder.toRealPath() + "/nothing.js'");
    assertContains(err(), "  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n\nNode.js v");
  }

  @Test
  void folderWithoutIndex() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    assertEquals(1, run("empty"));
    assertContains(err(), "Error: Cannot find module '" + folder.toRealPath() + "/empty'");
  }

  @Test
  void syntaxErrorShowsThePlace() throws Exception {
    script("main.js", "let a = 1;\nlet b = ;\n");
    assertEquals(1, run("main.js"));
    assertTrue(
        err().startsWith(folder.toRealPath() + "/main.js:2\nlet b = ;\n        ^\n\nSyntaxError: "),
        err());
    assertEquals(1, run("-c", "main.js"));
    assertContains(err(), "SyntaxError: ");
  }

  @Test
  void uncaughtErrorShowsThePlaceOfTheThrow() throws Exception {
    script("main.js", "const error = new Error('x');\n\tthrow error;\n");
    assertEquals(1, run("main.js"));
    String file = folder.toRealPath() + "/main.js";
    assertTrue(
        err()
            .startsWith(
                file + ":2\n\tthrow error;\n\t^\n\nError: x\n    at Object.<anonymous> (" + file),
        err());
    script("main.js", "throw 5");
    assertEquals(1, run("main.js"));
    assertTrue(
        err()
            .startsWith(
                "\n"
                    + file
                    + ":1\n"
                    + "throw 5\n"
                    + "^\n"
                    + "5\n"
                    + "(Use `node --trace-uncaught ...` to show where the exception was thrown)\n"),
        err());
  }

  @Test
  void unhandledErrorEventShowsTheThrowOfTheEmitter() throws Exception {
    String thrown = "\n      throw er; // Unhandled 'error' event\n      ^\n\n";
    for (String code :
        List.of(
            "new (require('events'))().emit('error', new Error('at once'))",
            "require('fs').createReadStream('/no/such/file')",
            "require('net').connect(1, '127.0.0.1')")) {
      assertEquals(1, run("-e", code));
      assertTrue(err().startsWith("node:events:"), err());
      assertContains(err(), thrown + "Error: ");
    }
    assertEquals(1, run("-e", "new (require('events'))().emit('error', 5)"));
    assertContains(
        err(), "        throw err; // Unhandled 'error' event\n        ^\n\nError [ERR_UNH");
    for (String[] command :
        new String[][] {{"-e", "require('./no-such-module')"}, {"no-such-module"}}) {
      assertEquals(1, run(command));
      assertContains(err(), "\n  throw err;\n  ^\n\nError: Cannot find module '");
      assertContains(err(), "\n    at Module._resolveFilename (");
    }
  }

  @Test
  void exitCodesOfFailures() throws Exception {
    assertEquals(1, run("-e", "Promise.reject(new Error('x'))"));
    assertEquals(7, run("-e", "process.on('uncaughtException', () => { throw 2 }); throw 1"));
    assertEquals(5, run("-e", "process.on('exit', () => { process.exitCode = 5 }); throw 1"));
    assertEquals(9, run("--no-such-option"));
    assertContains(err(), "bad option: --no-such-option");
    assertEquals(9, run("--unhandled-rejections=maybe", "-e", "1"));
  }

  @Test
  void modesOfUnhandledRejections() throws Exception {
    String code = "Promise.reject(new Error('x')); setTimeout(() => console.log('later'), 1)";
    assertEquals(1, run("--unhandled-rejections=strict", "-e", code));
    assertEquals("", out());
    assertEquals(0, run("--unhandled-rejections=warn", "-e", code));
    assertEquals("later\n", out());
    assertContains(err(), "UnhandledPromiseRejectionWarning: Error: x");
    assertEquals(1, run("--unhandled-rejections=warn-with-error-code", "-e", code));
    assertEquals("later\n", out());
    assertEquals(0, run("--unhandled-rejections=none", "-e", code));
    assertEquals("", err());
  }

  @Test
  void nothingIsLostWhenTheProgramEndsAtOnce() throws Exception {
    assertEquals(3, run("-e", "for (let i = 0; i < 50000; i++) console.log(i); process.exit(3)"));
    try (Stream<String> lines = Files.lines(out)) {
      assertEquals(50_000, lines.count());
    }
  }

  @Test
  void closedPipeIsAnError() throws Exception {
    String code =
        "process.stdout.on('error', (e) => process.exit(e.code === 'EPIPE' && e.syscall === 'write'"
            + " ? 0 : 1));setInterval(() => process.stdout.write('x'.repeat(1000)), 1)";
    Process process =
        new ProcessBuilder(COMMAND.toString(), "-e", code).redirectError(err.toFile()).start();
    process.getInputStream().read();
    process.getInputStream().close();
    assertEquals(0, end(process), err());
  }

  @Test
  void standardInputIsReadWhole() throws Exception {
    Files.write(in, new byte[10_000_000]);
    String code =
        "let n = 0; process.stdin.on('data', (d) => { n += d.length }).on('end', () =>"
            + " console.log(n))";
    assertEquals(0, run("-e", code));
    assertEquals("10000000\n", out());
    Process process =
        new ProcessBuilder(COMMAND.toString(), "-e", code).redirectOutput(out.toFile()).start();
    try (var pipe = process.getOutputStream()) {
      pipe.write(new byte[5_000_000]);
    }
    assertEquals(0, end(process));
    assertEquals("5000000\n", out());
  }

  @Test
  void signalsEndTheProcess() throws Exception {
    for (String[] signal : new String[][] {{"INT", "130"}, {"TERM", "143"}, {"HUP", "129"}}) {
      for (String code : new String[] {"setInterval(() => {}, 1000)", "for (;;);"}) {
        Process process = start("-e", "console.log('started'); " + code);
        awaitOutput("started");
        end(new ProcessBuilder("kill", "-" + signal[0], Long.toString(process.pid())).start());
        assertEquals(Integer.parseInt(signal[1]), end(process), signal[0] + " " + code);
      }
    }
  }

  @Test
  void signalsReachTheirListeners() throws Exception {
    Process process =
        start(
            "-e",
            "process.on('SIGTERM', (...a) => { console.log(...a); process.exit(4) });"
                + "setInterval(() => {}, 1000); console.log('started')");
    awaitOutput("started");
    end(new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start());
    assertEquals(4, end(process));
    assertContains(out(), "SIGTERM 15\n");
  }

  private void awaitOutput(String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!Files.exists(out) || !out().contains(text)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no <" + text + ">; stderr: " + err());
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void abortEndsBySignal() throws Exception {
    assertEquals(134, run("-e", "process.abort()"));
  }

  @Test
  void outOfMemory() throws Exception {
    assertEquals(
        134,
        run(
            "--max-old-space-size=50",
            "-e",
            "const a = []; for (;;) a.push(new Array(1000).fill(a.length))"));
    assertContains(err(), "JavaScript heap out of memory");
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("hs_err")));
    }
  }

  @Test
  void deepRecursionCanBeCaught() throws Exception {
    String code =
        "const f = () => f() + 1; try { f() } catch (e) { console.log(e instanceof RangeError,"
            + " e.message) }let n = 0; const g = () => { if (++n < 100000) process.nextTick(g);"
            + " else console.log(n) }; g()";
    assertEquals(0, run("-e", code));
    assertEquals("true Maximum call stack size exceeded\n100000\n", out());
  }

  @Test
  void optionsFromTheEnvironment() throws Exception {
    script("a.js", "console.log('preloaded')");
    ProcessBuilder builder =
        new ProcessBuilder(COMMAND.toString(), "-p", "process.execArgv.length")
            .directory(folder.toFile());
    builder.environment().put("NODE_OPTIONS", "-r ./a.js --no-warnings");
    Process process = builder.redirectOutput(out.toFile()).start();
    assertEquals(0, end(process));
    assertEquals("preloaded\n2\n", out());
  }

  @Test
  void environmentFilesAddWhatTheEnvironmentLacks() throws Exception {
    Files.writeString(folder.resolve("a.env"), "PATH=x\nA=1\nB=1\nNODE_OPTIONS=--no-deprecation");
    Files.writeString(folder.resolve("b.env"), "B=2");
    assertEquals(
        0,
        run(
            "--env-file=a.env",
            "--env-file",
            "b.env",
            "--env-file-if-exists=none",
            "-p",
            "[process.env.A, process.env.B, process.env.PATH === 'x', process.noDeprecation] +"
                + " ''"));
    assertEquals("1,2,false,true\n", out());
    assertEquals("none not found. Continuing without it.\n", err());
    assertEquals(9, run("--env-file=none", "-p", "1"));
    assertContains(err(), "none: not found");
  }

  @Test
  void runsScriptsOfThePackage() throws Exception {
    Path below = Files.createDirectories(folder.resolve("below/node_modules/.bin"));
    Files.writeString(
        folder.resolve("package.json"),
        """
        {"scripts": {"show": "echo $NODE_RUN_SCRIPT_NAME; printf '<%s>' ", "fail": "exit 3", "odd": 1}}
        """);
    assertTrue(Files.isDirectory(below));
    assertEquals(0, run("--run", "show", "--", "a", "b c", "it's"));
    assertEquals("show\n<a><b c><it's>", out());
    assertEquals(1, run("--run", "fail"));
    assertEquals(1, run("--run", "none"));
    assertContains(err(), "Missing script: \"none\" for " + folder.toRealPath() + "/package.json");
    assertContains(err(), "  fail: exit 3");
    assertEquals(1, run("--run=odd"));
    assertContains(err(), "Script \"odd\" is unexpectedly not a string");
  }

  @Test
  void aForkedProgramGetsMessagesSocketsAndServers() throws Exception {
    script(
        "parent.js",
        """
        const { fork } = require('child_process');
        const net = require('net');
        const child = fork('./child.js', ['argument'], { serialization: 'advanced', execArgv: ['--no-warnings'] });
        const server = net.createServer((socket) => child.send('socket', socket));
        server.listen(0, '127.0.0.1', () => {
          const { port } = server.address();
          const get = (then) => {
            let text = '';
            net.connect(port, '127.0.0.1').on('data', (data) => (text += data)).on('close', () => then(text));
          };
          child.on('message', (message) => {
            if (message instanceof Map) {
              console.log(message);
              get((text) => {
                console.log(text);
                child.send('server', server);
              });
            } else {
              server.close();
              get((text) => {
                console.log(text);
                child.disconnect();
              });
            }
          });
        });
        child.on('exit', (code) => console.log('exit', code));
        """);
    script(
        "child.js",
        """
        process.on('message', (message, handle) => {
          if (message === 'socket') {
            handle.end('a socket');
          } else {
            handle.on('connection', (socket) => {
              socket.end('a server');
              handle.close();
            });
            process.send('ready');
          }
        });
        process.send(new Map([[process.argv[2], process.execArgv.length + process.connected]]));
        """);
    assertEquals(0, run("parent.js"), err());
    assertEquals("Map(1) { 'argument' => 2 }\na socket\na server\nexit 0\n", out());
  }

  @Test
  void aProgramInTheBackgroundOfAScriptEndsByAnInterrupt() throws Exception {
    script("wait.js", "console.log('ready'); setTimeout(() => {}, 60000);");
    script(
        "background.sh",
        """
        "$1" wait.js > ready &
        until [ -s ready ]; do sleep 0.1; done
        kill -INT $!
        wait $!
        echo $?
        """);
    Process shell =
        new ProcessBuilder("sh", "background.sh", COMMAND.toString())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertEquals(0, end(shell), err());
    assertEquals("130\n", out());
  }

  @Test
  void codeOfLargeModulesIsKeptWhereOnlyTheUserCanWrite() throws Exception {
    script(
        "large.js", "module.exports = [\n" + "() => 'text of a function',\n".repeat(5000) + "];");
    Path cache = folder.resolve("cache");
    String run = "console.log(require('./large').length, require('./large')[7]())";
    assertEquals(0, runWith(Map.of("NODE_COMPILE_CACHE", cache.toString()), "-e", run));
    assertEquals("5000 text of a function\n", out());
    Path kept = only(cache);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    Path code = only(kept);
    // Damaged code is not run.
    byte[] bytes = Files.readAllBytes(code);
    bytes[bytes.length / 2] ^= 1;
    Files.write(code, bytes);
    assertEquals(0, runWith(Map.of("NODE_COMPILE_CACHE", cache.toString()), "-e", run));
    assertEquals("5000 text of a function\n", out());
    // A folder that others can write to is left alone.
    Files.delete(code);
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals(0, runWith(Map.of("NODE_COMPILE_CACHE", cache.toString()), "-e", run));
    assertEquals("5000 text of a function\n", out());
    try (Stream<Path> files = Files.list(kept)) {
      assertEquals(0, files.count());
    }
    for (String[] off : new String[][] {{"--no-code-cache"}, {}}) {
      Path none = folder.resolve("none");
      List<String> arguments = new ArrayList<>(List.of(off));
      arguments.addAll(List.of("-e", run));
      Map<String, String> environment =
          new HashMap<>(Map.of("NODE_COMPILE_CACHE", none.toString()));
      if (off.length == 0) {
        environment.put("NODE_DISABLE_COMPILE_CACHE", "1");
      }
      assertEquals(0, runWith(environment, arguments.toArray(String[]::new)));
      assertTrue(Files.notExists(none));
    }
  }

  @Test
  void codeOfLargeEsModulesIsKeptToo() throws Exception {
    script(
        "large.mjs",
        "const all = [\n"
            + "() => 'text of a function',\n".repeat(5000)
            + "];\nexport default [all.length, all[7](), import.meta.url.endsWith('large.mjs')];");
    Map<String, String> cache = Map.of("NODE_COMPILE_CACHE", folder.resolve("cache").toString());
    for (int i = 0; i < 2; i++) {
      assertEquals(
          0, runWith(cache, "-e", "import('./large.mjs').then((m) => console.log(...m.default))"));
      assertEquals("5000 text of a function true\n", out());
      assertTrue(Files.size(only(only(folder.resolve("cache")))) > 100_000);
    }
  }

  @Test
  void codeOfTheLibraryThatIsDamagedOrOfOtherSourcesIsNotRun() throws Exception {
    Path home = COMMAND.resolve("../../home").normalize();
    Path copy = Files.createDirectory(folder.resolve("home"));
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.toList()) {
        Files.createSymbolicLink(copy.resolve(file.getFileName()), file);
      }
    }
    byte[] code = Files.readAllBytes(home.resolve("gori.code"));
    Files.delete(copy.resolve("gori.code"));
    byte[] damaged = code.clone();
    for (int i = 64 * 1024; i < damaged.length; i += 97) {
      damaged[i] ^= 1;
    }
    byte[] ofOtherSources = damaged.clone();
    ofOtherSources[0] ^= 1;
    for (byte[] content : new byte[][] {damaged, ofOtherSources, new byte[0]}) {
      if (content.length > 0) {
        Files.write(copy.resolve("gori.code"), content);
      } else {
        Files.delete(copy.resolve("gori.code"));
      }
      assertEquals(
          0,
          runWith(
              Map.of("GORI_JAVA_OPTIONS", "-Dgori.home=" + copy),
              "-p",
              "[require('http').METHODS.length > 30, require('zlib').gzipSync('a').length]"));
      assertEquals("[ true, 21 ]\n", out());
    }
  }

  @Test
  void flightRecordingIsWrittenWhenTheProgramEnds() throws Exception {
    Path recording = folder.resolve("loop.jfr");
    int code =
        runWith(
            Map.of("GORI_JAVA_OPTIONS", "-XX:StartFlightRecording:filename=" + recording),
            "--record-loop",
            "-e",
            "setTimeout(function turn() { process.exitCode = 3; }, 1)");
    assertEquals(3, code);
    try (RecordingFile file = new RecordingFile(recording)) {
      List<String> functions = new ArrayList<>();
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("dev.gori.Callback")) {
          functions.add(event.getString("function"));
        }
      }
      assertTrue(functions.contains("turn"), functions.toString());
    }
  }

  private String loop(String word, long pid) throws Exception {
    Path answer = folder.resolve("answer");
    Process process =
        new ProcessBuilder(COMMAND.toString(), "loop", word, Long.toString(pid))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(answer.toFile())
            .start();
    assertEquals(0, end(process), () -> word);
    return Files.readString(answer);
  }

  /** Asks until the answer has a text, for the program may not be there yet. */
  private String loopUntil(String word, long pid, String text) throws Exception {
    String answer = "";
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        !answer.contains(text) && System.nanoTime() < end; ) {
      answer = loop(word, pid);
    }
    return answer;
  }

  @Test
  void aRunningProgramTellsItsLoop() throws Exception {
    script(
        "server.js",
        """
        const server = require('http').createServer(function handler(request, response) {
          if (request.url === '/stuck') busy(60000);
          response.end('ok');
        });
        function busy(milliseconds) {
          for (const end = Date.now() + milliseconds; Date.now() < end; );
        }
        server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port};`));
        setInterval(function every() {}, 100000);
        """);
    Process process = start("server.js");
    try {
      awaitOutput(";");
      String why = loop("why", process.pid());
      assertContains(why, "Interval of 100000 ms");
      assertContains(why, "calls every (" + folder.resolve("server.js") + ":9:");
      assertContains(why, "127.0.0.1:");
      assertContains(loopUntil("now", process.pid(), "waiting"), "waiting for events");
      assertContains(loop("top", process.pid()), "server.js  (process " + process.pid());
      String port = out().replaceAll("\\D", "");
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
        client
            .getOutputStream()
            .write("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        String now = loopUntil("now", process.pid(), "busy");
        // The function that is stuck, and who called it.
        assertContains(now, "busy (" + folder.resolve("server.js") + ":6:");
        assertContains(now, "handler (" + folder.resolve("server.js") + ":2:");
        assertContains(now, "in the poll phase");
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void theInspectorIsForLocalDebuggersOnly() throws Exception {
    script("wait.js", "setInterval(() => {}, 1000)");
    Process process = start("--inspect=0", "wait.js");
    try {
      Matcher url = Pattern.compile("ws://127.0.0.1:(\\d+)(/[0-9a-f-]{36})\n").matcher("");
      while (!url.reset(err()).find()) {
        assertTrue(process.isAlive(), err());
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
      int port = Integer.parseInt(url.group(1));
      String upgrade =
          String.join(
              "\r\n",
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
              "");
      assertContains(ask(port, "/json/list", "Host: localhost:1\r\n"), "\"type\": \"node\"");
      assertContains(ask(port, "/json/version", "Host: [::1]\r\n"), "node.js/v");
      for (String hostile :
          List.of(
              ask(port, "/json/list", "Host: example.com\r\n"),
              ask(port, "/json/list", ""),
              ask(port, url.group(2), "Host: example.com\r\n" + upgrade),
              ask(port, "/", "Host: 127.0.0.1\r\n" + upgrade),
              ask(
                  port,
                  url.group(2),
                  "Host: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n" + upgrade))) {
        assertContains(hostile, "400 Bad Request");
      }
      String accepted = ask(port, url.group(2), "Host: 127.0.0.1\r\n" + upgrade);
      assertContains(accepted, "101 Switching Protocols");
      assertContains(accepted, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertEquals(12, run("--inspect=" + port, "-e", "1"));
      assertContains(
          err(), "Starting inspector on 127.0.0.1:" + port + " failed: address already in use");
    } finally {
      process.destroyForcibly();
    }
  }

  /** The head of the answer to a request. */
  private static String ask(int port, String path, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void theEnvironmentComesWhole() throws Exception {
    Map<String, String> odd = Map.of("with-dash", "1", "with.dot", "2", "1st", "3");
    assertEquals(
        0,
        runWith(
            odd,
            "-p",
            "[process.env['with-dash'], process.env['with.dot'], process.env['1st']].join()"));
    assertEquals("1,2,3\n", out());
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all::toString);
      return all.get(0);
    }
  }
}
