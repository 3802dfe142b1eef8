package dev.gori.tools.strip;

import com.caoccao.javet.exceptions.JavetException;
import dev.gori.tools.script.NativesSyntax;
import dev.gori.tools.script.Scripts;
import dev.gori.tools.script.Webjar;
import java.io.IOException;

/**
 * Takes comments and indentation out of the library's modules, by acorn's tokens. Belongs to the
 * thread of its isolate.
 */
final class Stripper {
  private final Scripts scripts;

  Stripper(Scripts scripts) throws IOException, JavetException {
    this.scripts = scripts;
    scripts.load("acorn", Webjar.of("acorn").read("dist/acorn.js"));
    scripts.load(
        "strip", "var module = {};" + Webjar.readResource("dev/gori/tools/strip/strip.js"));
    scripts.load(
        "glue", "function stripModule(source) { return module.exports.strip(acorn, source); }");
  }

  /**
   * The source with its lines, without what no program needs.
   *
   * @param file the path from the project's folder
   */
  String strip(String file, String source) throws JavetException {
    return NativesSyntax.show(
        file, scripts.callForString("stripModule", NativesSyntax.hide(file, source)));
  }
}
