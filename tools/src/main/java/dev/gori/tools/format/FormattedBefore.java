package dev.gori.tools.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which contents were found to be formatted by an earlier run, so that a build formats only what
 * has changed. It is a file of hashes; the first line names the formatters and their options. Runs
 * on one thread.
 */
final class FormattedBefore {
  private final Path file;
  private final String formatters;
  private final Set<String> before = new HashSet<>();
  private final Set<String> now = new TreeSet<>();

  private FormattedBefore(Path file, String formatters) {
    this.file = file;
    this.formatters = formatters;
  }

  /**
   * Reads the file of an earlier run.
   *
   * @param formatters anything that changes when the formatters or their options do; one line
   */
  static FormattedBefore read(Path file, String formatters) throws IOException {
    FormattedBefore known = new FormattedBefore(file, formatters);
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      if (!lines.isEmpty() && lines.getFirst().equals(formatters)) {
        known.before.addAll(lines);
      }
    }
    return known;
  }

  boolean contains(String source) {
    String hash = hash(source);
    if (!before.contains(hash)) {
      return false;
    }
    now.add(hash);
    return true;
  }

  void add(String source) {
    now.add(hash(source));
  }

  /** Writes what this run asked for and found; what it did not ask for is forgotten. */
  void write() throws IOException {
    Files.writeString(file, formatters + "\n" + String.join("\n", now) + "\n");
  }

  private static String hash(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
