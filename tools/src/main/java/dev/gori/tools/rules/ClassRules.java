package dev.gori.tools.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks the compiled classes of a module against the rules. */
public final class ClassRules {
  private ClassRules() {}

  /**
   * Checks all classes in a folder; exits with 1 if one breaks a rule.
   *
   * @param args the file of rules, the folder of classes
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: ClassRules RULES.txt CLASSES_FOLDER");
    }
    Rules rules = Rules.parse(Files.readAllLines(Path.of(args[0])));
    List<String> problems = check(rules, Path.of(args[1]));
    problems.forEach(System.err::println);
    if (!problems.isEmpty()) {
      System.err.println(problems.size() + " uses that " + args[0] + " does not allow.");
      System.exit(1);
    }
  }

  static List<String> check(Rules rules, Path folder) throws IOException {
    List<String> problems = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return problems;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
        problems.addAll(rules.problemsOf(ClassUses.of(Files.readAllBytes(file))));
      }
    }
    return problems;
  }
}
