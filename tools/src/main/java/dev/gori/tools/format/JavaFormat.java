package dev.gori.tools.format;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.StringWrapper;

/** google-java-format, as its own command line does it: imports, layout, long strings. */
final class JavaFormat implements SourceFormat {
  private final Formatter formatter = new Formatter();

  @Override
  public String format(String name, String source) throws FormatException {
    try {
      return StringWrapper.wrap(formatter.formatSourceAndFixImports(source), formatter);
    } catch (FormatterException e) {
      throw new FormatException(String.valueOf(e.getMessage()), e);
    }
  }
}
