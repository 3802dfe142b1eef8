package dev.gori.tools.strip;

import dev.gori.tools.script.Scripts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the library that is shipped from its sources: V8 keeps the text of what a snapshot holds in
 * memory three times.
 */
public final class Strip {
  private Strip() {}

  /**
   * Writes the folder anew.
   *
   * @param args the project's folder, the library's folder in it, the folder to write, the folder
   *     of V8's library
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      throw new IllegalArgumentException("usage: Strip PROJECT LIBRARY TARGET V8_FOLDER");
    }
    Path project = Path.of(args[0]);
    Path library = project.resolve(args[1]);
    Path target = Path.of(args[2]);
    List<Path> files;
    try (Stream<Path> all = Files.walk(library)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    Scripts.run(
        Path.of(args[3]),
        scripts -> {
          Stripper stripper = new Stripper(scripts);
          for (Path file : files) {
            String text = Files.readString(file);
            String name = project.relativize(file).toString();
            Path written = target.resolve(library.relativize(file));
            Files.createDirectories(written.getParent());
            Files.writeString(written, name.endsWith(".js") ? stripper.strip(name, text) : text);
          }
          return files.size();
        });
    try (Stream<Path> all = Files.walk(target)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!files.contains(library.resolve(target.relativize(file)))) {
          Files.delete(file);
        }
      }
    }
  }
}
