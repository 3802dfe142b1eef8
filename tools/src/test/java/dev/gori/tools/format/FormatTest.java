package dev.gori.tools.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gori.tools.script.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two formatters, as the build runs them. */
final class FormatTest {
  private static final String NATIVES = "runtime/src/main/js/internal/bootstrap/natives.js";

  @Test
  void javaIsLaidOutAndUnusedImportsGo() throws FormatException {
    assertEquals(
        "class A {\n  int a = 1;\n}\n",
        new JavaFormat().format("A.java", "import java.util.List;\nclass A { int a=1; }"));
  }

  @Test
  void brokenJavaIsReported() {
    assertThrows(FormatException.class, () -> new JavaFormat().format("A.java", "class {"));
  }

  @Test
  void scriptIsLaidOutWithTheOptions() throws Exception {
    assertEquals("const a = 'x';\nreturn a;\n", format("a.js", "const a=\"x\"\nreturn a"));
  }

  @Test
  void nativesSyntaxComesThrough() throws Exception {
    assertEquals("f(() => %IsJSProxy(a % b));\n", format(NATIVES, "f(()=>%IsJSProxy( a%b))"));
  }

  @Test
  void brokenScriptIsReported() {
    assertThrows(FormatException.class, () -> format("a.js", "const = 1"));
  }

  @Test
  void whatWasFormattedIsKnownUntilTheFormattersChange(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("formatted.txt");
    FormattedBefore first = FormattedBefore.read(file, "v1");
    assertFalse(first.contains("class A {}"));
    first.add("class A {}");
    first.write();
    assertTrue(FormattedBefore.read(file, "v1").contains("class A {}"));
    assertFalse(FormattedBefore.read(file, "v1").contains("class B {}"));
    assertFalse(FormattedBefore.read(file, "v2").contains("class A {}"));
  }

  private static String format(String name, String source) throws Exception {
    return Scripts.run(
        Path.of("target/v8"),
        scripts -> new ScriptFormat(scripts, "{\"singleQuote\":true}").format(name, source));
  }
}
