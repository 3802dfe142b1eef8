package dev.gori.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gori.engine.CodeCache;
import dev.gori.loop.files.FileSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program's second start, which knows in advance what the first one asked of the file system. */
final class StartTest {
  private static final long TIMEOUT_SECONDS = 60;
  private static final int MODULES = 20;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Enough modules for a start to be noted. */
  @BeforeEach
  void writeModules() throws IOException {
    for (int i = 0; i < MODULES; i++) {
      write("m/" + i + ".js", "module.exports = () => " + i + ";");
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Writes the program: it requires the modules, and then does something. */
  private void program(String rest) throws IOException {
    write(
        "main.js",
        "let sum = 0; for (let i = 0; i < "
            + MODULES
            + "; i++) sum += require(`./m/${i}`)();\n"
            + rest);
  }

  private String start(String... environment) throws Exception {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("NODE_COMPILE_CACHE", folder.resolve("cache").toString());
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    out.reset();
    try (Program program =
        Program.builder()
            .workingDirectory(folder)
            .streams(StandardStreams.of(InputStream.nullInputStream(), out, out))
            .environment(variables)
            .file(Path.of("main.js"))
            .start()) {
      program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The only file below the folder for starts. */
  private Path kept() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      List<Path> found = files.filter(Files::isRegularFile).toList();
      assertEquals(1, found.size(), found.toString());
      return found.get(0);
    }
  }

  private String name() throws IOException {
    // Behind the checksum stands the name: its length, the encoding, the text.
    byte[] content = Files.readAllBytes(kept());
    int length = ByteBuffer.wrap(content).getInt(8);
    return new String(content, 13, length - 1, StandardCharsets.ISO_8859_1);
  }

  private StartRecord record() throws IOException {
    StartRecord record = StartRecord.decode(Files.readAllBytes(kept()), name());
    assertNotNull(record);
    return record;
  }

  @Test
  void whatTheStartAskedIsKeptWithTheCode() throws Exception {
    program("console.log(sum);");
    assertEquals("190\n", start());
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(kept().getParent())));
    StartRecord record = record();
    assertTrue(record.questions().containsKey("s" + folder.resolve("m/7.js")));
    assertTrue(
        record.questions().containsKey("f4" + folder.resolve("m/7") + "\0\0.js\0.json\0.node"));
    StartRecord.Code code = record.questions().get("s" + folder.resolve("m/7.js"));
    assertNotNull(code);
    assertEquals(
        CodeCache.identity("module.exports = () => 7;".getBytes(StandardCharsets.UTF_8)),
        code.identity());
    byte[] before = Files.readAllBytes(kept());
    assertEquals("190\n", start());
    assertArrayEquals(before, Files.readAllBytes(kept()));
  }

  @Test
  void theKeptCodeRuns() throws Exception {
    program("console.log(require('./who'));");
    write("who.js", "module.exports = 'first';");
    assertEquals("first\n", start());
    // V8 takes code for source of the same length: with the other's identity it must show.
    Map<String, StartRecord.Code> questions = new LinkedHashMap<>(record().questions());
    String question = "s" + folder.resolve("who.js");
    StartRecord.Code code = Objects.requireNonNull(questions.get(question));
    String other = "module.exports = 'other';";
    byte[] source = other.getBytes(StandardCharsets.UTF_8);
    questions.put(question, new StartRecord.Code(CodeCache.identity(source), code.bytes()));
    String name = name();
    Files.write(kept(), new StartRecord(questions).encode(name));
    write("who.js", other);
    assertEquals("first\n", start());
  }

  @Test
  void aChangedModuleRunsAsItIsNow() throws Exception {
    program("console.log(require('./who'), require('./who.json').a);");
    write("who.js", "module.exports = 'first';");
    write("who.json", "{\"a\":1}");
    assertEquals("first 1\n", start());
    write("who.js", "module.exports = 'other';");
    write("who.json", "{\"a\":2}");
    assertEquals("other 2\n", start());
  }

  @Test
  void whatIsFoundIsFoundAnew() throws Exception {
    program(
        """
        const attempt = (name) => { try { return require(name); } catch (error) { return error.code; } };
        console.log(attempt('./a'), attempt('b'), attempt('./c'), attempt('d'));
        """);
    write("a/index.js", "module.exports = 'folder';");
    write("node_modules/b/package.json", "{\"main\":\"one.js\"}");
    write("node_modules/b/one.js", "module.exports = 'one';");
    write("node_modules/b/two.js", "module.exports = 'two';");
    write("c1.js", "module.exports = 'c1';");
    write("c2.js", "module.exports = require('path').basename(__filename);");
    Files.createSymbolicLink(folder.resolve("c.js"), Path.of("c1.js"));
    assertEquals("folder one c1 MODULE_NOT_FOUND\n", start());
    write("a.js", "module.exports = 'file';");
    write("node_modules/b/package.json", "{\"main\":\"two.js\"}");
    Files.delete(folder.resolve("c.js"));
    Files.createSymbolicLink(folder.resolve("c.js"), Path.of("c2.js"));
    write("node_modules/d.js", "module.exports = 'd';");
    assertEquals("file two c2.js d\n", start());
    Files.delete(folder.resolve("a.js"));
    Files.delete(folder.resolve("node_modules/d.js"));
    Files.delete(folder.resolve("c.js"));
    assertEquals("folder two MODULE_NOT_FOUND MODULE_NOT_FOUND\n", start());
  }

  /** What the program has done when others change the file that it then loads. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // only found, not loaded
        "require.resolve('./who');",
        // loaded under another name, and forgotten
        "require('./who'); require('./m/../who'); delete require.cache[require.resolve('./who')];",
        // read by somebody else than the loader
        """
        const js = Module._extensions['.js'];
        Module._extensions['.js'] = () => {};
        require('./who');
        Module._extensions['.js'] = js;
        delete require.cache[require.resolve('./who')];
        """,
        // found by the loader, which has not read it yet
        """
        const resolve = Module._resolveFilename;
        Module._resolveFilename = function (...args) {
          const file = resolve.apply(this, args);
          throw new Error(file);
        };
        try { require('./who') } catch {}
        Module._resolveFilename = resolve;
        """
      })
  void aModuleThatOthersChangeIsReadAfterwards(String before) throws Exception {
    write(
        "main.js",
        """
        const fs = require('fs');
        const Module = require('module');
        %s
        console.log('ready');
        while (!fs.existsSync('go'));
        console.log(require('./who'));
        """
            .formatted(before));
    write("who.js", "module.exports = 'old';");
    Thread others =
        new Thread(
            () -> {
              try {
                while (!out.toString(StandardCharsets.UTF_8).contains("ready")) {
                  Thread.onSpinWait();
                }
                write("who.js", "module.exports = 'new';");
                write("go", "");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    others.start();
    assertEquals("ready\nnew\n", start());
    others.join();
  }

  @Test
  void aModuleThatTheProgramWritesIsReadAfterwards() throws Exception {
    program(
        """
        const fs = require('fs');
        const { execFileSync } = require('child_process');
        fs.writeFileSync('made.js', `module.exports = '${process.env.WHO}'`);
        const made = require('./made');
        execFileSync('/bin/sh', ['-c', `echo "module.exports = 'child ${process.env.WHO}'" > child.js`]);
        console.log(made, require('./child'));
        """);
    write("made.js", "module.exports = 'old';");
    write("child.js", "module.exports = 'old';");
    assertEquals("one child one\n", start("WHO", "one", "PATH", "/usr/bin:/bin"));
    assertEquals("two child two\n", start("WHO", "two", "PATH", "/usr/bin:/bin"));
  }

  @Test
  void anyChangeEndsWhatIsKnown() throws Exception {
    List<String> changes =
        List.of(
            "fs.renameSync('new.js', 'it.js')",
            "fs.copyFileSync('new.js', 'it.js')",
            "fs.unlinkSync('it.js'); fs.symlinkSync('new.js', 'it.js')",
            "fs.unlinkSync('it.js'); fs.linkSync('new.js', 'it.js')",
            "fs.truncateSync('it.js')",
            "const fd = fs.openSync('it.js', 'r+'); fs.writeSync(fd, '//'); fs.closeSync(fd)",
            "fs.appendFileSync('it.js', '; module.exports = 2')",
            "fs.unlinkSync('it.js'); fs.mkdirSync('it'); fs.writeFileSync('it/index.js',"
                + " 'module.exports = 2')",
            "fs.rmSync('it.js')");
    for (String change : changes) {
      program(
          "const fs = require('fs');\n"
              + "if (process.env.CHANGE) { "
              + change
              + " }\n"
              + "try { console.log(require('./it')); } catch (error) { console.log(error.code); }");
      Files.deleteIfExists(folder.resolve("it/index.js"));
      Files.deleteIfExists(folder.resolve("it"));
      Files.deleteIfExists(folder.resolve("it.js"));
      write("it.js", "module.exports = 1");
      write("new.js", "module.exports = 2");
      assertEquals("1\n", start());
      assertTrue(!start("CHANGE", "1").equals("1\n"), change);
      Files.delete(kept());
    }
  }

  @Test
  void whatIsRequiredLaterIsReadThen() throws Exception {
    program(
        """
        setTimeout(() => console.log(require('./later')), 20);
        """);
    write("later.js", "module.exports = 1;");
    assertEquals("1\n", start());
    assertTrue(!record().questions().containsKey("s" + folder.resolve("later.js")));
    write("later.js", "module.exports = 2;");
    assertEquals("2\n", start());
  }

  @Test
  void textOfEveryKindComesAsItIs() throws Exception {
    program(
        """
        console.log(require('./utf8'), require('./many'), require('./wide.json').a, require('./bom'), require('./bad').length);
        """);
    write("utf8.js", "module.exports = 'é한😀';");
    write("many.js", "module.exports = " + "'한'+".repeat(40) + "'글';");
    write("wide.json", "{\"a\":\"한\"}");
    write("bom.js", "\uFEFFmodule.exports = 'bom';");
    Files.write(
        folder.resolve("bad.js"),
        "module.exports = 'é\u0080'".getBytes(StandardCharsets.ISO_8859_1));
    String expected = "é한😀 " + "한".repeat(40) + "글 한 bom 1\n";
    assertEquals(expected, start());
    assertEquals(expected, start());
  }

  @Test
  void aDamagedFileIsAsGoodAsNone() throws Exception {
    program("console.log(sum);");
    start();
    byte[] good = Files.readAllBytes(kept());
    byte[] damaged = good.clone();
    damaged[damaged.length / 2] ^= 1;
    for (byte[] content : List.of(damaged, Arrays.copyOf(good, 20), new byte[0])) {
      Files.write(kept(), content);
      assertEquals("190\n", start());
      assertArrayEquals(head(good), head(Files.readAllBytes(kept())));
    }
  }

  /** Name and number of questions; V8's code differs from run to run. */
  private static byte[] head(byte[] content) {
    return Arrays.copyOfRange(content, 8, 60);
  }

  @Test
  void aFolderThatOthersCanWriteToIsLeftAlone() throws Exception {
    program("console.log(sum);");
    start();
    Path file = kept();
    Files.delete(file);
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals("190\n", start());
    assertTrue(Files.notExists(file));
  }

  @Test
  void nothingIsKeptWhenNothingIsToBeOrLittleWasAsked() throws Exception {
    program("console.log(sum);");
    assertEquals("190\n", start("NODE_DISABLE_COMPILE_CACHE", "1"));
    assertTrue(Files.notExists(folder.resolve("cache")));
    write("main.js", "console.log(require('./m/1')());");
    assertEquals("1\n", start());
    assertTrue(Files.notExists(folder.resolve("cache")));
  }

  @Test
  void aPipeIsLeftForTheProgram() throws Exception {
    Path pipe = folder.resolve("pipe.js");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Map<String, StartRecord.Code> questions = new LinkedHashMap<>();
    questions.put("s" + pipe, null);
    questions.put("p" + pipe, null);
    questions.put("p" + folder.resolve("absent"), null);
    questions.put("k" + folder, null);
    Path file = folder.resolve("cache/starts/record");
    Files.createDirectories(file.getParent());
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx------"));
    Files.write(file, new StartRecord(questions).encode("name"));
    try (FileSystem files =
        FileSystem.ofStreams(
            folder::toString,
            Channels.newChannel(InputStream.nullInputStream()),
            Channels.newChannel(out),
            Channels.newChannel(out))) {
      Prefetch prefetch = new Prefetch(file, () -> "name", files);
      prefetch.run();
      Object[] answers = prefetch.take();
      assertNotNull(answers);
      assertEquals("p" + folder.resolve("absent") + "\0-\0" + "k" + folder + "\0#1\0", answers[0]);
      assertNull(prefetch.take());
      Prefetch other = new Prefetch(file, () -> "another name", files);
      other.run();
      assertNull(other.take());
      assertNull(other.record());
    }
  }

  @Test
  void aRecordIsReadAsItWasWritten() {
    Map<String, StartRecord.Code> questions = new LinkedHashMap<>();
    questions.put("k/한글", null);
    questions.put("s/a", new StartRecord.Code("1-2", new byte[] {1, 2, 3}));
    byte[] content = new StartRecord(questions).encode("이름");
    StartRecord read = StartRecord.decode(content, "이름");
    assertNotNull(read);
    assertEquals(new ArrayList<>(questions.keySet()), new ArrayList<>(read.questions().keySet()));
    StartRecord.Code code = Objects.requireNonNull(read.questions().get("s/a"));
    assertEquals("1-2", code.identity());
    assertArrayEquals(new byte[] {1, 2, 3}, code.bytes());
    assertNull(StartRecord.decode(content, "other"));
  }
}
