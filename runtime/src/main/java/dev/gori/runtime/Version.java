package dev.gori.runtime;

/** What this runtime says it is. */
public final class Version {
  /** Gori's own version. */
  public static final String GORI = "0.1.0";

  /** The Node.js version whose API and behaviour the library follows. */
  public static final String NODE = "24.11.0";

  private Version() {}
}
