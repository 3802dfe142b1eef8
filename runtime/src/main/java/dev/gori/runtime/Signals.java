package dev.gori.runtime;

import dev.gori.loop.CLibrary;
import dev.gori.loop.UvException;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Signals sent to processes. Any thread. */
final class Signals {
  /**
   * Signals that the JVM sends to itself, by number; other ones and other processes need the C
   * library.
   */
  private static final Map<Integer, String> OWN =
      Map.ofEntries(
          Map.entry(1, "HUP"),
          Map.entry(2, "INT"),
          Map.entry(10, "USR1"),
          Map.entry(12, "USR2"),
          Map.entry(13, "PIPE"),
          Map.entry(14, "ALRM"),
          Map.entry(15, "TERM"),
          Map.entry(18, "CONT"),
          Map.entry(28, "WINCH"));

  private static final int SIGABRT = 6;

  private Signals() {}

  /**
   * Sends a signal; 0 only asks whether the process exists.
   *
   * @throws UvException ESRCH, EPERM, EINVAL
   */
  static void kill(long pid, int signal) {
    if (pid != ProcessHandle.current().pid() || !raise(signal)) {
      CLibrary.call("kill", (int) pid, signal);
    }
  }

  /**
   * Sends a signal to this process; false when the JVM does not do it: it refuses those that nobody
   * handles.
   */
  private static boolean raise(int signal) {
    String name = OWN.get(signal);
    if (name == null) {
      return false;
    }
    try {
      Signal.raise(new Signal(name));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Ends this process as the C library's abort does: by SIGABRT, with its default action. */
  static void abort() {
    Signal.handle(new Signal("ABRT"), SignalHandler.SIG_DFL);
    CLibrary.call("kill", (int) ProcessHandle.current().pid(), SIGABRT);
  }
}
