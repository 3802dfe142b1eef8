package dev.gori.tools.format;

import com.caoccao.javet.exceptions.JavetException;
import dev.gori.tools.script.NativesSyntax;
import dev.gori.tools.script.Scripts;
import dev.gori.tools.script.Webjar;
import java.io.IOException;

/**
 * Prettier in V8, with the options of {@code .prettierrc.json}. Belongs to the thread of its
 * isolate.
 */
final class ScriptFormat implements SourceFormat {
  private static final String GLUE =
      """
      var formatted;
      function format(source, options) {
        formatted = undefined;
        prettier
          .format(source, { ...JSON.parse(options), parser: 'babel', plugins: Object.values(prettierPlugins) })
          .then((text) => (formatted = { text }), (error) => (formatted = { error }));
      }
      function takeFormatted() {
        if (formatted === undefined) throw new Error('prettier has not finished');
        if (formatted.error) throw new Error(formatted.error.message);
        return formatted.text;
      }
      """;

  private final Scripts scripts;
  private final String options;

  /**
   * Loads Prettier.
   *
   * @param options Prettier's options, as JSON
   */
  ScriptFormat(Scripts scripts, String options) throws IOException, JavetException {
    this.scripts = scripts;
    this.options = options;
    Webjar prettier = Webjar.of("prettier");
    for (String file : new String[] {"standalone.js", "plugins/babel.js", "plugins/estree.js"}) {
      scripts.load("prettier/" + file, prettier.read(file));
    }
    scripts.load("format", GLUE);
  }

  @Override
  public String format(String name, String source) throws FormatException {
    try {
      scripts.call("format", NativesSyntax.hide(name, source), options);
      return NativesSyntax.show(name, scripts.callForString("takeFormatted"));
    } catch (JavetException | IllegalStateException e) {
      throw new FormatException(String.valueOf(e.getMessage()), e);
    }
  }
}
