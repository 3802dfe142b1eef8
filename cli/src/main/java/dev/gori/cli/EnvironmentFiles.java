package dev.gori.cli;

import dev.gori.runtime.EnvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of --env-file. Runs on the JVM's main thread. */
final class EnvironmentFiles {
  private EnvironmentFiles() {}

  /**
   * Adds the variables of the files; later files win over earlier ones, and what the environment
   * has already wins over all.
   *
   * @throws IOException with Node's message when a file that must be there cannot be read
   */
  static void addTo(Map<String, String> environment, List<CommandLine.EnvironmentFile> files)
      throws IOException {
    Map<String, String> variables = new HashMap<>();
    for (CommandLine.EnvironmentFile file : files) {
      try {
        variables.putAll(EnvFile.parse(Files.readString(Path.of(file.path()))));
      } catch (NoSuchFileException e) {
        if (!file.optional()) {
          throw new IOException(file.path() + ": not found", e);
        }
        System.err.println(file.path() + " not found. Continuing without it.");
      }
    }
    variables.forEach(environment::putIfAbsent);
  }
}
