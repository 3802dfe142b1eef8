package dev.gori.cli;

import dev.gori.inspect.InspectorOptions;
import dev.gori.inspect.LoopAgent;
import dev.gori.runtime.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command {@code gori}. Runs on the JVM's main thread, which only waits for the program's. */
public final class Main {
  private static final List<String> JAVA_OPTIONS =
      List.of("GORI_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

  private Main() {}

  /** Starts a program as the arguments say, and ends the JVM with its exit code. */
  public static void main(String[] args) throws InterruptedException {
    // At once: until then a signal ends the JVM with an exit code, and its parent cannot tell.
    DefaultSignals.restore();
    if (LoopCommand.is(args)) {
      System.exit(LoopCommand.run(args));
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    CommandLine line = CommandLine.parse(args, environment.getOrDefault("NODE_OPTIONS", ""));
    // A program that is watched reads them itself, anew each time.
    if (!line.environmentFiles().isEmpty() && !line.watches()) {
      try {
        EnvironmentFiles.addTo(environment, line.environmentFiles());
      } catch (IOException e) {
        System.err.println("gori: " + e.getMessage());
        System.exit(9);
      }
      line = CommandLine.parse(args, environment.getOrDefault("NODE_OPTIONS", ""));
    }
    switch (line.action()) {
      case VERSION -> System.out.println("v" + dev.gori.runtime.Version.NODE);
      case HELP -> System.out.print(Help.text());
      case ERROR -> {
        System.err.println(line.message());
        System.exit(9);
      }
      case RUN -> run(line, environment);
    }
  }

  private static void run(CommandLine line, Map<String, String> environment)
      throws InterruptedException {
    // Javet asks for the host's name, and Java for its providers: in all jars of this class loader,
    // where there are none, and every start would wait for it.
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    nameSelectorProvider();
    Program.Builder builder = Program.builder();
    switch (line.entry()) {
      case FILE -> builder.file(Path.of(line.text()));
      case EVAL -> builder.code(line.text());
      case PRINT -> builder.printedCode(line.text());
      case STDIN -> builder.standardInputCode();
      case PRINT_STDIN -> builder.printedStandardInputCode();
      case PACKAGE_SCRIPT -> builder.packageScript(line.text());
    }
    String execPath = System.getProperty("gori.execPath");
    if (execPath != null) {
      builder.execPath(execPath);
    }
    String descriptors = System.getProperty("gori.descriptors");
    if (descriptors != null) {
      builder.descriptors(
          Arrays.stream(descriptors.split(",", -1)).mapToInt(Integer::parseInt).toArray());
    }
    line.options().forEach(builder::option);
    builder.inspector(LoopAgent::add);
    inspectLoop(line, builder);
    builder
        .argv0(argv0(environment))
        .environment(environment)
        .arguments(line.arguments())
        .execArguments(line.execArguments())
        .preload(line.preload())
        .v8Options(line.v8Options())
        .onExitCode(code -> end(code, environment))
        .start()
        .waitFor();
  }

  /**
   * Nothing needs giving back when the whole process goes, but what Java was asked for may have to
   * be finished: a flight recording. To look for that when there is none takes 8 ms.
   */
  private static void end(int code, Map<String, String> environment) {
    if (JAVA_OPTIONS.stream().anyMatch(environment::containsKey)) {
      Runtime.getRuntime().exit(code);
    }
    Runtime.getRuntime().halt(code);
  }

  /** Java looks for it in all jars, when a program first waits for something; that takes 4 ms. */
  private static void nameSelectorProvider() {
    String provider = "sun.nio.ch.EPollSelectorProvider";
    try {
      Class.forName(provider, false, null);
      System.setProperty("java.nio.channels.spi.SelectorProvider", provider);
    } catch (ClassNotFoundException e) {
      // Another Java has another one: it finds it itself.
    }
  }

  private static void inspectLoop(CommandLine line, Program.Builder builder) {
    @Nullable InspectorOptions options = LoopOptions.of(line);
    if (options != null) {
      builder.inspector(program -> LoopOptions.inspect(program, options));
    }
  }

  /**
   * The name that a Gori which started this one gave it: the launcher's script loses its own. It is
   * for the child of that process only.
   */
  private static String argv0(Map<String, String> environment) {
    String given = environment.get("GORI_INTERNAL_ARGV0");
    if (given != null) {
      String parent = ProcessHandle.current().parent().map(p -> p.pid() + ":").orElse(":");
      if (given.startsWith(parent)) {
        return given.substring(parent.length());
      }
    }
    return "node";
  }
}
