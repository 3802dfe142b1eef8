package dev.gori.engine;

import dev.gori.loop.UvException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a Java exception crosses to JavaScript: fields joined by NUL, decoded by {@code
 * hostError} in internal/boundary.js. A field that is absent is a single U+0001.
 */
final class HostError {
  private HostError() {}

  static String encode(Throwable error) {
    // Not a pattern switch: the JVM would make a class for it at the first error of every program.
    if (error instanceof UvException e) {
      return join(
          "uv",
          Integer.toString(e.errno().negative()),
          e.errno().name(),
          e.errno().message(),
          e.syscall(),
          e.path(),
          e.dest(),
          e.address(),
          e.port() == 0 ? null : Integer.toString(e.port()));
    }
    if (error instanceof NodeException e) {
      return join("node", e.kind().name(), e.code(), e.getMessage());
    }
    return join("internal", error.toString(), stack(error));
  }

  private static String stack(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String join(@Nullable String... fields) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        joined.append('\0');
      }
      String field = fields[i];
      joined.append(field == null ? "\1" : field);
    }
    return joined.toString();
  }
}
