package dev.gori.tools.script;

import java.util.Set;

/**
 * Calls of V8's own functions, {@code %IsJSProxy(value)}, which no parser but V8's reads. For a
 * parser they are written as calls of functions with names of the same length. Any thread.
 */
public final class NativesSyntax {
  private static final Set<String> FILES =
      Set.of("runtime/src/main/js/internal/bootstrap/natives.js");

  private NativesSyntax() {}

  /** The source as any parser reads it. */
  public static String hide(String file, String source) {
    return FILES.contains(file) ? source.replaceAll("%(?=[A-Z]\\w*\\()", "\\$") : source;
  }

  /** The source as it was. */
  public static String show(String file, String source) {
    return FILES.contains(file) ? source.replaceAll("\\$(?=[A-Z]\\w*\\()", "%") : source;
  }
}
