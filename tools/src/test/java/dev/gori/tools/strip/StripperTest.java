package dev.gori.tools.strip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gori.tools.script.Scripts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is left of a module. */
final class StripperTest {
  @Test
  void takesCommentsAndIndentationAndKeepsLines() throws Exception {
    assertStripped(
        """
        'use strict';




        function add(a, b) {
        return a + b;
        }
        """,
        """
        'use strict';

        /**
         * Adds.
         */
        function add(a, b) {
          return a + b; // the sum
        }
        """);
  }

  @Test
  void leavesWhatOnlyLooksLikeAComment() throws Exception {
    assertStripped(
        """
        const a = ['// no', /[/*]/, 1 /2/ 1, `
          // ${a}
          /* no */ `];
        return a;
        """,
        """
        const a = ['// no', /[/*]/, 1 /2/ 1, `
          // ${a}
          /* no */ `]; // yes
          return a;
        """);
  }

  @Test
  void keepsLinesThatThrow() throws Exception {
    assertStripped(
        """
        if (a) {
          throw er; // Unhandled 'error' event
        }

        throw new Error(`a
          ${b}`);
        """,
        """
        if (a) {
          throw er; // Unhandled 'error' event
        }
        // throw nothing
          throw new Error(`a
          ${b}`);
        """);
  }

  @Test
  void keepsThePlacesOfSemicolonsThatAreNotWritten() throws Exception {
    assertStripped("let b = 1\n\n\nlet c = 2   + 1", "let b = 1 /*\n*/\n\nlet c = 2 /* and */ + 1");
  }

  @Test
  void readsNativesSyntax() throws Exception {
    String file = "runtime/src/main/js/internal/bootstrap/natives.js";
    assertEquals(
        "exports.is = (v) => %IsJSProxy(v);\n",
        strip(file, "exports.is = (v) => %IsJSProxy(v); // V8's\n"));
  }

  private static void assertStripped(String expected, String source) throws Exception {
    assertEquals(expected, strip("runtime/src/main/js/example.js", source));
  }

  private static String strip(String file, String source) throws Exception {
    return Scripts.run(Path.of("target/v8"), scripts -> new Stripper(scripts).strip(file, source));
  }
}
