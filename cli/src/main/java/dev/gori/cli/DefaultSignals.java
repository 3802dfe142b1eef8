package dev.gori.cli;

import dev.gori.loop.CLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Gives the signals their default action back. The JVM would run its shutdown hooks and exit with a
 * code, but a Node process dies of the signal; and one that the parent process ignored, as a shell
 * does for programs in the background, is not ignored by Node. Main thread, before the program.
 */
final class DefaultSignals {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String IGNORED = "SigIgn:\t";
  private static final int SIGPIPE = 13;
  private static final int SIGXFSZ = 25;
  private static final int LAST = 31;
  private static final long DEFAULT_ACTION = 0;

  private DefaultSignals() {}

  static void restore() {
    boolean ignored = false;
    for (String name : new String[] {"HUP", "INT", "TERM"}) {
      ignored |= Signal.handle(new Signal(name), SignalHandler.SIG_DFL) == SignalHandler.SIG_IGN;
    }
    Signal.handle(new Signal("CHLD"), SignalHandler.SIG_DFL);
    if (ignored) {
      // The JVM leaves these as they are, and so does Java.
      restoreIgnored();
    }
  }

  private static void restoreIgnored() {
    long mask;
    try {
      mask =
          Files.readAllLines(STATUS).stream()
              .filter(line -> line.startsWith(IGNORED))
              .mapToLong(line -> Long.parseUnsignedLong(line.substring(IGNORED.length()), 16))
              .findFirst()
              .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int signal = 1; signal <= LAST; signal++) {
      if (signal != SIGPIPE && signal != SIGXFSZ && (mask >> (signal - 1) & 1) != 0) {
        CLibrary.invoke("signal", signal, DEFAULT_ACTION);
      }
    }
  }
}
