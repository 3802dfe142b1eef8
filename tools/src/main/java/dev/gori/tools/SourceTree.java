package dev.gori.tools;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The project's own source files: what lies in its folders, without what builds and package
 * managers make and what {@code .prettierignore} names. Runs on one thread.
 */
public final class SourceTree {
  private static final Set<String> MADE_FOLDERS = Set.of("target", "node_modules");

  private final Path root;
  private final List<String> ignored;

  /** A tree with the project's top folder as its root. */
  public SourceTree(Path root) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    Path ignoreFile = this.root.resolve(".prettierignore");
    ignored =
        Files.exists(ignoreFile)
            ? Files.readAllLines(ignoreFile).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList()
            : List.of();
  }

  /** The project's top folder. */
  public Path root() {
    return root;
  }

  /** The text of a file. */
  public String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  /** The files whose names end so, in order: paths from the root, with slashes. */
  public List<String> filesEndingIn(String suffix) throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isLeftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(suffix) && !isIgnored(file)) {
              files.add(relative(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }

  /** Those of the files that are in one of the folders, or all if no folder is named. */
  public List<String> filesEndingIn(String suffix, List<String> folders) throws IOException {
    return filesEndingIn(suffix).stream()
        .filter(file -> folders.isEmpty() || folders.stream().anyMatch(file::startsWith))
        .toList();
  }

  private boolean isLeftOut(Path folder) {
    if (folder.equals(root)) {
      return false;
    }
    String name = String.valueOf(folder.getFileName());
    return name.startsWith(".") || MADE_FOLDERS.contains(name) || isIgnored(folder);
  }

  private boolean isIgnored(Path path) {
    String relative = relative(path);
    for (String line : ignored) {
      if (relative.equals(line)
          || (relative + "/").equals(line)
          || relative.startsWith(line + "/")) {
        return true;
      }
    }
    return false;
  }

  private String relative(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
