package dev.gori.cli;

import dev.gori.runtime.inspector.HostPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the arguments of the command ask for. Node's rules: options up to the script, everything
 * behind it belongs to the script. Immutable.
 */
record CommandLine(
    Action action,
    String message,
    Entry entry,
    String text,
    List<String> arguments,
    List<String> execArguments,
    List<String> preload,
    List<String> v8Options,
    Map<String, String> options,
    List<EnvironmentFile> environmentFiles) {

  enum Action {
    RUN,
    VERSION,
    HELP,
    ERROR
  }

  enum Entry {
    FILE,
    EVAL,
    PRINT,
    STDIN,
    PRINT_STDIN,
    PACKAGE_SCRIPT
  }

  /** A file of --env-file, or of --env-file-if-exists, which may be missing. */
  record EnvironmentFile(String path, boolean optional) {}

  /** Options with a value that the library reads; the value may stand in the next argument. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--unhandled-rejections",
          "--stack-trace-limit",
          "--redirect-warnings",
          "--use-largepages",
          "--title",
          "--max-http-header-size",
          "--dns-result-order",
          "--network-family-autoselection-attempt-timeout",
          "--disable-warning",
          "--icu-data-dir",
          "--conditions",
          "--input-type",
          "--trace-loop",
          "--loop-threshold",
          "--import",
          "--experimental-loader",
          "--watch-path",
          "--watch-kill-signal",
          "--trace-require-module");

  /** What may be given more than once, and what the library finds between the values. */
  private static final Map<String, String> REPEATABLE =
      Map.of(
          "--disable-warning",
          ",",
          "--conditions",
          ",",
          "--import",
          "\0",
          "--experimental-loader",
          "\0",
          "--watch-path",
          "\0");

  /** Flags that the library reads, or that Node has and that change nothing here. */
  private static final Set<String> FLAGS =
      Set.of(
          "--no-warnings",
          "--warnings",
          "--no-deprecation",
          "--trace-warnings",
          "--trace-deprecation",
          "--throw-deprecation",
          "--pending-deprecation",
          "--preserve-symlinks",
          "--preserve-symlinks-main",
          "--insecure-http-parser",
          "--trace-uncaught",
          "--expose-internals",
          "--no-experimental-global-navigator",
          "--enable-source-maps",
          "--experimental-strip-types",
          "--no-experimental-strip-types",
          "--strip-types",
          "--no-strip-types",
          "--experimental-transform-types",
          "--abort-on-uncaught-exception",
          "--no-network-family-autoselection",
          "--network-family-autoselection",
          "--verify-base-objects",
          "--no-verify-base-objects",
          "--force-async-hooks-checks",
          "--no-force-async-hooks-checks",
          "--trace-sigint",
          "--trace-exit",
          "--experimental-eventsource",
          "--experimental-websocket",
          "--no-experimental-websocket",
          "--experimental-vm-modules",
          "--experimental-require-module",
          "--no-experimental-require-module",
          "--experimental-detect-module",
          "--no-experimental-detect-module",
          "--experimental-import-meta-resolve",
          "--experimental-json-modules",
          "--experimental-wasm-modules",
          "--experimental-addon-modules",
          "--experimental-print-required-tla",
          "--watch",
          "--watch-preserve-output",
          "--experimental-permission",
          "--permission",
          "--interactive",
          "--record-loop",
          "--inspect-loop",
          "--no-addons",
          "--java-stack",
          "--no-code-cache");

  /** Options whose value is one of a few words. */
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "--unhandled-rejections",
          Set.of("throw", "strict", "warn", "none", "warn-with-error-code"),
          "--use-largepages",
          Set.of("off", "on", "silent"),
          "--trace-require-module",
          Set.of("all", "no-node-modules"));

  private static final Set<String> INPUT_TYPES =
      Set.of("module", "commonjs", "module-typescript", "commonjs-typescript");

  /** What makes no sense in NODE_OPTIONS. */
  private static final Set<String> NOT_IN_ENVIRONMENT =
      Set.of(
          "-v",
          "--version",
          "-h",
          "--help",
          "-e",
          "--eval",
          "-p",
          "-pe",
          "--print",
          "-c",
          "--check",
          "--run",
          "--env-file",
          "--env-file-if-exists",
          "-i",
          "--interactive",
          "--watch",
          "--watch-path",
          "--");

  /**
   * Reads the arguments.
   *
   * @param nodeOptions the variable NODE_OPTIONS: options that come before those of the command,
   *     empty when it is not set
   */
  static CommandLine parse(String[] args, String nodeOptions) {
    try {
      Parser parser = new Parser();
      parser.environment(nodeOptions);
      return parser.command(args);
    } catch (BadOption e) {
      return simple(Action.ERROR, "gori: " + e.message);
    }
  }

  /** Whether the command only watches the program, which runs in a child. */
  boolean watches() {
    return watches(options);
  }

  private static boolean watches(Map<String, String> options) {
    return options.containsKey("--watch") || options.containsKey("--watch-path");
  }

  private static CommandLine simple(Action action, String message) {
    return new CommandLine(
        action,
        message,
        Entry.FILE,
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  /** An option that ends the command before it starts; no stack is needed. */
  private static final class BadOption extends Exception {
    private static final long serialVersionUID = 1;
    final String message;

    BadOption(String message) {
      super(message, null, false, false);
      this.message = message;
    }
  }

  private static final class Parser {
    private final List<String> exec = new ArrayList<>();
    private final List<String> preload = new ArrayList<>();
    private final List<String> v8 = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<EnvironmentFile> environmentFiles = new ArrayList<>();
    private String[] args = new String[0];
    private int at;
    private boolean print;
    private @Nullable String code;
    private @Nullable String packageScript;
    private @Nullable Action information;

    void environment(String nodeOptions) throws BadOption {
      args = words(nodeOptions);
      at = 0;
      while (at < args.length) {
        String arg = args[at++];
        String name = name(arg);
        if (!arg.startsWith("-") || NOT_IN_ENVIRONMENT.contains(name)) {
          throw new BadOption(arg + " is not allowed in NODE_OPTIONS");
        }
        option(arg, name);
      }
      exec.clear();
    }

    CommandLine command(String[] commandArgs) throws BadOption {
      args = commandArgs;
      at = 0;
      while (at < args.length && information == null) {
        String arg = args[at];
        if (arg.equals("--")) {
          at++;
          break;
        }
        if (arg.equals("-") || !arg.startsWith("-")) {
          break;
        }
        at++;
        exec.add(arg);
        option(arg, name(arg));
      }
      if (information != null) {
        return simple(information, "");
      }
      for (Map.Entry<String, Set<String>> choice : CHOICES.entrySet()) {
        String value = options.get(choice.getKey());
        if (value != null && !choice.getValue().contains(value)) {
          throw new BadOption("invalid value for " + choice.getKey());
        }
      }
      if (watches(options) && (code != null || options.containsKey("--check"))) {
        String other = code != null ? "--eval" : "--check";
        throw new BadOption("either --watch or " + other + " can be used, not both");
      }
      if (packageScript != null) {
        return run(Entry.PACKAGE_SCRIPT, packageScript, at);
      }
      if (!INPUT_TYPES.contains(options.getOrDefault("--input-type", "module"))) {
        throw new BadOption(
            "--input-type must be \"module\",\"commonjs\", \"module-typescript\" or"
                + " \"commonjs-typescript\"");
      }
      if (code != null) {
        return run(print ? Entry.PRINT : Entry.EVAL, code, at);
      }
      if (at >= args.length || args[at].equals("-")) {
        // A dash is an argument that the program sees.
        return run(print ? Entry.PRINT_STDIN : Entry.STDIN, "", at);
      }
      return run(Entry.FILE, args[at], at + 1);
    }

    private CommandLine run(Entry entry, String text, int rest) {
      return new CommandLine(
          Action.RUN, "", entry, text, rest(rest), exec, preload, v8, options, environmentFiles);
    }

    /** Long options may have a value behind an equals sign, and underscores for dashes. */
    private static String name(String arg) {
      if (!arg.startsWith("--")) {
        return arg;
      }
      int equals = arg.indexOf('=');
      return (equals < 0 ? arg : arg.substring(0, equals)).replace('_', '-');
    }

    private static @Nullable String valueOf(String arg) {
      int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
      return equals < 0 ? null : arg.substring(equals + 1);
    }

    private void option(String arg, String name) throws BadOption {
      @Nullable String given = valueOf(arg);
      switch (name) {
        case "-v", "--version" -> information = Action.VERSION;
        case "-h", "--help" -> information = Action.HELP;
        case "-r", "--require" -> preload.add(value(name, given));
        case "-e", "--eval" -> code = value(name, given);
        case "-pe" -> {
          print = true;
          code = value("--eval", given);
        }
        case "-p", "--print" -> {
          print = true;
          // Without code it prints what standard input gives.
          if (given != null || at < args.length) {
            code = value(name, given);
          }
        }
        case "--inspect", "--inspect-brk", "--inspect-wait" ->
            options.put(name, address(name, given == null ? "" : given));
        case "--run" -> packageScript = value(name, given);
        case "--env-file" -> environmentFiles.add(new EnvironmentFile(value(name, given), false));
        case "--env-file-if-exists" ->
            environmentFiles.add(new EnvironmentFile(value(name, given), true));
        case "-c", "--check" -> options.put("--check", "");
        case "-i" -> options.put("--interactive", "");
        case "-C" -> other(arg, "--conditions", given);
        case "--loader" -> other(arg, "--experimental-loader", given);
        default -> other(arg, name, given);
      }
    }

    private void other(String arg, String name, @Nullable String given) throws BadOption {
      if (WITH_VALUE.contains(name)) {
        String value = value(name, given);
        @Nullable String between = REPEATABLE.get(name);
        options.merge(name, value, (a, b) -> between == null ? b : a + between + b);
      } else if (FLAGS.contains(name)) {
        options.put(name, given == null ? "" : given);
      } else if (name.startsWith("--") && V8Options.load().contains(name, given != null)) {
        v8.add(given == null ? name : name + "=" + given);
      } else {
        throw new BadOption("bad option: " + arg);
      }
    }

    private static String address(String name, String given) throws BadOption {
      try {
        HostPort unused = HostPort.parse(given);
        return given;
      } catch (IllegalArgumentException e) {
        throw new BadOption(name + ": must be 0 or in range 1024 to 65535.");
      }
    }

    private String value(String name, @Nullable String given) throws BadOption {
      if (given != null) {
        return given;
      }
      if (at >= args.length) {
        throw new BadOption(name + " requires an argument");
      }
      exec.add(args[at]);
      return args[at++];
    }

    private List<String> rest(int from) {
      return from >= args.length ? List.of() : List.of(args).subList(from, args.length);
    }

    /**
     * Splits at spaces; double quotes keep them, a backslash in quotes keeps the next character.
     */
    private static String[] words(String text) throws BadOption {
      List<String> words = new ArrayList<>();
      StringBuilder word = new StringBuilder();
      boolean inWord = false;
      boolean quoted = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\\' && quoted) {
          if (++i == text.length()) {
            throw new BadOption("invalid value for NODE_OPTIONS (invalid escape)");
          }
          word.append(text.charAt(i));
        } else if (c == ' ' && !quoted) {
          if (inWord) {
            words.add(word.toString());
            word.setLength(0);
          }
          inWord = false;
          continue;
        } else if (c == '"') {
          quoted = !quoted;
        } else {
          word.append(c);
        }
        inWord = true;
      }
      if (quoted) {
        throw new BadOption("invalid value for NODE_OPTIONS (unterminated string)");
      }
      if (inWord) {
        words.add(word.toString());
      }
      return words.toArray(String[]::new);
    }
  }
}
