package dev.gori.tools.lint;

import com.caoccao.javet.exceptions.JavetException;
import dev.gori.tools.script.NativesSyntax;
import dev.gori.tools.script.Scripts;
import dev.gori.tools.script.Webjar;
import java.io.IOException;
import java.util.List;

/** The linter's JavaScript and acorn, loaded into V8. Belongs to the thread of its isolate. */
final class Linter {
  /** The linter's files; each may require the ones before it. */
  private static final List<String> FILES =
      List.of(
          "tree",
          "scopes",
          "suppressions",
          "variable_rules",
          "syntax_rules",
          "library_rules",
          "linter");

  /**
   * Modules for the linter, and functions for Java to call. A line of {@code lint} is one problem.
   */
  private static final String GLUE =
      """
      const loaded = new Map();
      function require(id) {
        return loaded.get(id);
      }
      function define(id, body) {
        const module = { exports: {} };
        body(module.exports, require, module);
        loaded.set(id, module.exports);
      }
      let linter;
      function setUp(configuration, ids) {
        const { Linter } = require('lint/linter');
        linter = new Linter(acorn, JSON.parse(configuration), ids.split('\\n'));
      }
      function lint(file, source) {
        let text = '';
        for (const { line, column, rule, message, isWarning } of linter.lint(file, source)) {
          text += `${file}:${line}:${column}: ${isWarning ? 'warning: ' : ''}${message} (${rule})\\n`;
        }
        return text;
      }
      """;

  private final Scripts scripts;

  /**
   * Loads the linter.
   *
   * @param configuration the text of {@code lint.json}
   * @param libraryIds what the library's {@code require} knows
   */
  Linter(Scripts scripts, String configuration, List<String> libraryIds)
      throws IOException, JavetException {
    this.scripts = scripts;
    scripts.load("acorn", Webjar.of("acorn").read("dist/acorn.js"));
    scripts.load("lint", GLUE);
    for (String file : FILES) {
      String source = Webjar.readResource("dev/gori/tools/lint/" + file + ".js");
      scripts.load(
          "lint/" + file,
          "define('lint/" + file + "', function (exports, require, module) {" + source + "\n});");
    }
    scripts.call("setUp", configuration, String.join("\n", libraryIds));
  }

  /**
   * Checks a file.
   *
   * @param file the path from the project's folder
   * @return a line for each problem, in order of place
   */
  List<String> lint(String file, String source) throws JavetException {
    return scripts.callForString("lint", file, NativesSyntax.hide(file, source)).lines().toList();
  }

  static boolean isWarning(String problem) {
    return problem.contains(": warning: ");
  }
}
