package dev.gori.cli;

import dev.gori.inspect.InspectorOptions;
import dev.gori.inspect.LoopInspector;
import dev.gori.runtime.InspectedProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options that inspect the loop, read from the command line. */
final class LoopOptions {
  private static final String PAGE = "--inspect-loop";
  private static final String RECORD = "--record-loop";
  private static final String TRACE = "--trace-loop";
  private static final String THRESHOLD = "--loop-threshold";

  private LoopOptions() {}

  /**
   * How the loop is inspected; null when it is not.
   *
   * @throws IllegalArgumentException a value makes no sense
   */
  static @Nullable InspectorOptions of(CommandLine line) {
    Map<String, String> given = line.options();
    if (!given.containsKey(PAGE) && !given.containsKey(RECORD) && !given.containsKey(TRACE)) {
      return null;
    }
    InspectorOptions options = InspectorOptions.record();
    String every = given.getOrDefault(RECORD, "");
    if (!every.isEmpty()) {
      options = options.withEvery(number(RECORD, every, 1, 1_000_000));
    }
    String trace = given.get(TRACE);
    if (trace != null) {
      options = options.withTraceFile(Path.of(trace));
    }
    String threshold = given.get(THRESHOLD);
    if (threshold != null) {
      options = options.withBlockedMillis(number(THRESHOLD, threshold, 1, 1_000_000));
    }
    String page = given.get(PAGE);
    if (page != null) {
      boolean step = page.equals("step") || page.startsWith("step:");
      String port = step ? page.substring(4) : page;
      port = port.startsWith(":") ? port.substring(1) : port;
      options = options.withPage(port.isEmpty() ? 0 : number(PAGE, port, 0, 65535), step);
    }
    return options;
  }

  private static int number(String option, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // It is told below, as a number out of range is.
    }
    throw new IllegalArgumentException("invalid value for " + option + ": " + text);
  }

  /** Begins to inspect; the program does not start when that fails. */
  static void inspect(InspectedProgram program, InspectorOptions options) {
    try {
      LoopInspector inspector = LoopInspector.start(program, options);
      String url = inspector.url();
      if (url != null) {
        System.err.println("Loop inspector: " + url);
      }
    } catch (IOException e) {
      System.err.println("gori: the loop cannot be inspected: " + e.getMessage());
      Runtime.getRuntime().halt(9);
    }
  }
}
