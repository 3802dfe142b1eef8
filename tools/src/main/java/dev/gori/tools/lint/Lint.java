package dev.gori.tools.lint;

import dev.gori.tools.SourceTree;
import dev.gori.tools.script.Scripts;
import java.nio.file.Path;
import java.util.List;

/** Runs the linter over all JavaScript; fails if it finds an error, prints warnings. */
public final class Lint {
  private static final String LIBRARY = "runtime/src/main/js/";

  private Lint() {}

  /**
   * Runs the linter; exits with 1 if it finds an error.
   *
   * @param args the project's folder, the folder of V8's library
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: Lint PROJECT V8_FOLDER");
    }
    SourceTree tree = new SourceTree(Path.of(args[0]));
    List<String> files = tree.filesEndingIn(".js");
    String configuration = tree.read("tools/config/lint.json");
    long errors =
        Scripts.run(
            Path.of(args[1]),
            scripts -> {
              Linter linter = new Linter(scripts, configuration, libraryIds(files));
              long count = 0;
              for (String file : files) {
                List<String> problems = linter.lint(file, tree.read(file));
                problems.forEach(System.err::println);
                count += problems.stream().filter(problem -> !Linter.isWarning(problem)).count();
              }
              return count;
            });
    if (errors > 0) {
      System.err.println(errors + " errors in JavaScript; see docs/guidelines.md.");
      System.exit(1);
    }
  }

  private static List<String> libraryIds(List<String> files) {
    return files.stream()
        .filter(file -> file.startsWith(LIBRARY))
        .map(file -> file.substring(LIBRARY.length(), file.length() - ".js".length()))
        .toList();
  }
}
