package dev.gori.tools.format;

/** The one way to write the sources of a language. */
@FunctionalInterface
interface SourceFormat {
  /**
   * Formats a source.
   *
   * @param name the file's name, for messages
   * @throws FormatException if the source cannot be read
   */
  String format(String name, String source) throws FormatException;
}
