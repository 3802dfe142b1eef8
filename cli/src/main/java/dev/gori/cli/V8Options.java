package dev.gori.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The options that V8 itself knows: read when an option is not one of Gori's. Any thread. */
final class V8Options {
  private final Set<String> lines;

  private V8Options(Set<String> lines) {
    this.lines = lines;
  }

  static V8Options load() {
    try (InputStream in =
            Objects.requireNonNull(V8Options.class.getResourceAsStream("v8-options.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new V8Options(
          reader.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether V8 has an option.
   *
   * @param name with two dashes, words joined by dashes, without a value
   * @param hasValue whether a value was given after an equals sign
   */
  boolean contains(String name, boolean hasValue) {
    String bare = name.substring(2);
    if (hasValue) {
      return lines.contains(bare + "=") || lines.contains(bare);
    }
    return lines.contains(bare)
        || lines.contains(bare + "=")
        || (bare.startsWith("no-") && lines.contains(bare.substring(3)));
  }
}
