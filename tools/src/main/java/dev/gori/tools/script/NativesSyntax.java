package dev.gori.tools.script;

/**
 * Calls of V8's own functions, {@code %IsJSProxy(value)}, which no parser but V8's reads. For a
 * parser they are written as calls of functions with a name of the same length. Any thread.
 */
public final class NativesSyntax {
  private NativesSyntax() {}

  /** The source as any parser reads it. */
  public static String hide(String source) {
    return source.replaceAll("(?<![\\w$)\\]'\"`] ?)%(?=[A-Z]\\w*\\()", "\\$");
  }

  /** The source as it was. */
  public static String show(String source) {
    return source.replaceAll("(?<![\\w$.])\\$(?=[A-Z]\\w*\\()", "%");
  }
}
