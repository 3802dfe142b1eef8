package dev.gori.tools.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Rules on rooms and on APIs, against uses made up here and against a class of this file. */
final class RulesTest {
  private static final Use SLEEP_IN_LOOP =
      new Use("dev.gori.loop.Timer", "java.lang.Thread", "sleep(J)V", "Timer.java:7");

  /** Uses what the tests look for. */
  static final class Specimen {
    static byte[] bytes(String text) {
      Supplier<byte[]> supplier = text::getBytes;
      return supplier.get();
    }

    static long[][] times() {
      return new long[][] {{System.nanoTime()}};
    }
  }

  @Test
  void roomMayUseOnlyWhatItNames() {
    Rules rules = rules("room loop", "room engine uses loop");
    assertEquals(List.of(), rules.problemsOf(List.of(classUse("engine.Isolate", "loop.Timer"))));
    assertEquals(
        List.of("File.java: loop may not use engine (dev.gori.engine.Isolate)"),
        rules.problemsOf(List.of(classUse("loop.Timer", "engine.Isolate"))));
  }

  @Test
  void packageIsForItsRoomsOnly() {
    Rules rules = rules("only engine tools uses com.caoccao.javet");
    Use inEngine = new Use("dev.gori.engine.A", "com.caoccao.javet.V8", "", "A.java");
    Use inCli = new Use("dev.gori.cli.A", "com.caoccao.javet.V8", "", "A.java");
    assertEquals(List.of(), rules.problemsOf(List.of(inEngine)));
    assertEquals(
        List.of("A.java: only engine and tools may use com.caoccao.javet.V8"),
        rules.problemsOf(List.of(inCli)));
  }

  @Test
  void forbiddenCallIsReportedWithItsReason() {
    assertEquals(
        List.of("Timer.java:7: java.lang.Thread.sleep(: it blocks"),
        rules("forbid java.lang.Thread.sleep( : it blocks").problemsOf(List.of(SLEEP_IN_LOOP)));
  }

  @Test
  void exceptAndWithinNameRoomsOrClasses() {
    String forbid = "forbid java.lang.Thread.sleep( : it blocks";
    List<Use> uses = List.of(SLEEP_IN_LOOP);
    assertEquals(List.of(), rules(forbid, "except loop").problemsOf(uses));
    assertEquals(List.of(), rules(forbid, "except dev.gori.loop.Timer").problemsOf(uses));
    assertEquals(List.of(), rules(forbid, "within engine").problemsOf(uses));
    assertEquals(1, rules(forbid, "except engine").problemsOf(uses).size());
    assertEquals(1, rules(forbid, "within loop").problemsOf(uses).size());
  }

  @Test
  void forbiddenPackageCoversItsClasses() {
    Use use = new Use("dev.gori.cli.A", "java.util.logging.Logger", "", "A.java");
    assertEquals(1, rules("forbid java.util.logging : slow").problemsOf(List.of(use)).size());
    assertEquals(0, rules("forbid java.util.log : slow").problemsOf(List.of(use)).size());
  }

  @Test
  void ruleNeedsAReason() {
    assertThrows(IllegalArgumentException.class, () -> rules("forbid java.lang.Thread.sleep("));
  }

  @Test
  void usesAreReadFromCallsAndMethodReferences() throws IOException {
    List<String> members =
        usesOf(Specimen.class).stream()
            .filter(use -> !use.member().isEmpty())
            .map(Use::usedMember)
            .toList();
    assertTrue(members.contains("java.lang.String.getBytes()[B"), members::toString);
    assertTrue(members.contains("java.lang.System.nanoTime()J"), members::toString);
  }

  @Test
  void placeIsTheSourceFileAndLine() throws IOException {
    Use use =
        usesOf(Specimen.class).stream()
            .filter(u -> u.member().equals("nanoTime()J"))
            .findFirst()
            .orElseThrow();
    assertTrue(use.place().matches("dev/gori/tools/rules/RulesTest\\.java:\\d+"), use::place);
  }

  @Test
  void projectsRulesCanBeRead() throws IOException {
    Rules rules = Rules.parse(Files.readAllLines(Path.of("config/java-rules.txt")));
    assertTrue(rules.rooms().size() >= 4 && rules.forbidden().size() >= 20);
  }

  private static List<Use> usesOf(Class<?> type) throws IOException {
    String name = type.getName();
    try (InputStream in =
        type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      if (in == null) {
        throw new IOException("no class file of " + name);
      }
      return ClassUses.of(in.readAllBytes());
    }
  }

  private static Use classUse(String user, String used) {
    return new Use("dev.gori." + user, "dev.gori." + used, "", "File.java");
  }

  private static Rules rules(String... lines) {
    return Rules.parse(List.of(lines));
  }
}
