package dev.gori.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the arguments of the command ask for. Node's rules: options up to the script, everything behind it belongs to the script.
 * Immutable.
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
    Map<String, String> options) {

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
    STDIN
  }

  /** Options with a value that the library reads; the value may stand in the next argument. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--unhandled-rejections",
          "--stack-trace-limit",
          "--title",
          "--max-http-header-size",
          "--dns-result-order",
          "--network-family-autoselection-attempt-timeout",
          "--disable-warning",
          "--icu-data-dir",
          "--conditions",
          "--input-type");

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
          "--experimental-permission",
          "--permission",
          "--interactive",
          "--no-addons",
          "--java-stack");

  static CommandLine parse(String[] args) {
    return new Parser(args).parse();
  }

  private static final class Parser {
    private final String[] args;
    private final List<String> exec = new ArrayList<>();
    private final List<String> preload = new ArrayList<>();
    private final List<String> v8 = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private int at;

    Parser(String[] args) {
      this.args = args;
    }

    CommandLine parse() {
      boolean print = false;
      @Nullable String code = null;
      while (at < args.length) {
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
        int equals = arg.indexOf('=');
        String name = (equals > 0 && arg.startsWith("--") ? arg.substring(0, equals) : arg).replace('_', '-');
        String given = equals > 0 && arg.startsWith("--") ? arg.substring(equals + 1) : null;
        switch (name) {
          case "-v", "--version" -> {
            return simple(Action.VERSION, "");
          }
          case "-h", "--help" -> {
            return simple(Action.HELP, "");
          }
          case "-r", "--require" -> {
            @Nullable String value = given == null ? next() : given;
            if (value == null) {
              return missing(name);
            }
            preload.add(value);
          }
          case "-e", "--eval", "-pe", "-p", "--print" -> {
            print |= !name.equals("-e") && !name.equals("--eval");
            @Nullable String value = given == null ? next() : given;
            if (value == null) {
              if (name.equals("-p") || name.equals("--print")) {
                break;
              }
              return missing(name);
            }
            code = value;
          }
          case "-i" -> options.put("--interactive", "");
          case "-C" -> {
            String value = next();
            if (value == null) {
              return missing(name);
            }
            options.put("--conditions", value);
          }
          default -> {
            if (WITH_VALUE.contains(name)) {
              @Nullable String value = given == null ? next() : given;
              if (value == null) {
                return missing(name);
              }
              options.put(name, value);
              if (name.equals("--stack-trace-limit")) {
                v8.add(name + "=" + value);
              }
            } else if (FLAGS.contains(name)) {
              options.put(name, "");
            } else if (arg.startsWith("--")) {
              v8.add(arg);
            } else {
              return simple(Action.ERROR, "gori: bad option: " + arg);
            }
          }
        }
      }
      if (code != null) {
        return new CommandLine(
            Action.RUN, "", print ? Entry.PRINT : Entry.EVAL, code, rest(at), exec, preload, v8, options);
      }
      if (at >= args.length || args[at].equals("-")) {
        return new CommandLine(
            Action.RUN, "", Entry.STDIN, "", rest(at + 1), exec, preload, v8, options);
      }
      return new CommandLine(
          Action.RUN, "", Entry.FILE, args[at], rest(at + 1), exec, preload, v8, options);
    }

    private @Nullable String next() {
      if (at >= args.length) {
        return null;
      }
      exec.add(args[at]);
      return args[at++];
    }

    private CommandLine missing(String name) {
      return simple(Action.ERROR, "gori: " + name + " requires an argument");
    }

    private static CommandLine simple(Action action, String message) {
      return new CommandLine(
          action, message, Entry.FILE, "", List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    private List<String> rest(int from) {
      return from >= args.length ? List.of() : List.of(args).subList(from, args.length);
    }
  }
}
