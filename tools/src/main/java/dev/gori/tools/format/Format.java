package dev.gori.tools.format;

import com.google.googlejavaformat.java.Formatter;
import dev.gori.tools.SourceTree;
import dev.gori.tools.script.Scripts;
import dev.gori.tools.script.Webjar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Formats all Java and JavaScript sources, or fails if one is not formatted. */
public final class Format {
  private final SourceTree tree;
  private final boolean write;
  private final FormattedBefore known;
  private final List<String> problems = new ArrayList<>();
  private int changed;

  private Format(SourceTree tree, boolean write, FormattedBefore known) {
    this.tree = tree;
    this.write = write;
    this.known = known;
  }

  /**
   * Runs the formatters; exits with 1 if a source is not formatted.
   *
   * @param args {@code check} or {@code write}, the project's folder, the folder of V8's library;
   *     then paths in the project, if not all of it is meant
   */
  public static void main(String[] args) throws Exception {
    if (args.length < 3 || !args[0].matches("check|write")) {
      throw new IllegalArgumentException("usage: Format check|write PROJECT V8_FOLDER [PATH...]");
    }
    SourceTree tree = new SourceTree(Path.of(args[1]));
    Path library = Path.of(args[2]);
    List<String> paths = List.of(args).subList(3, args.length);
    String options = tree.read(".prettierrc.json");
    FormattedBefore known =
        FormattedBefore.read(library.resolveSibling("formatted.txt"), formatters(options));
    Format format = new Format(tree, args[0].equals("write"), known);
    format.apply(new JavaFormat(), format.unknown(tree.filesEndingIn(".java", paths)));
    List<String> scriptFiles = format.unknown(tree.filesEndingIn(".js", paths));
    if (!scriptFiles.isEmpty()) {
      format.applyScripts(library, options, scriptFiles);
    }
    if (paths.isEmpty()) {
      known.write();
    }
    System.exit(format.report());
  }

  private static String formatters(String options) throws IOException {
    return Formatter.class.getProtectionDomain().getCodeSource().getLocation().getPath()
        + " "
        + Webjar.of("prettier")
        + " "
        + options.replaceAll("\\s+", "");
  }

  private List<String> unknown(List<String> files) throws IOException {
    List<String> unknown = new ArrayList<>();
    for (String file : files) {
      if (!known.contains(tree.read(file))) {
        unknown.add(file);
      }
    }
    return unknown;
  }

  private void applyScripts(Path library, String options, List<String> files) throws Exception {
    Scripts.run(
        library,
        scripts -> {
          apply(new ScriptFormat(scripts, options), files);
          return true;
        });
  }

  private void apply(SourceFormat format, List<String> files) throws IOException {
    for (String file : files) {
      String source = tree.read(file);
      try {
        String formatted = format.format(file, source);
        if (formatted.equals(source)) {
          known.add(source);
        } else if (write) {
          Files.writeString(tree.root().resolve(file), formatted);
          changed++;
        } else {
          problems.add(file + ": not formatted");
        }
      } catch (FormatException e) {
        problems.add(file + ": " + e.getMessage());
      }
    }
  }

  private int report() {
    if (changed > 0) {
      System.out.println("Formatted " + changed + " files.");
    }
    for (String problem : problems) {
      System.err.println(problem);
    }
    if (problems.isEmpty()) {
      return 0;
    }
    if (!write) {
      System.err.println(problems.size() + " files are not formatted. To format them: ./format");
    }
    return 1;
  }
}
