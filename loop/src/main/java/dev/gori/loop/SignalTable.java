package dev.gori.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Which watchers watch which signal, of all loops of this process.
 *
 * <p>Thread: any; handlers run on the virtual machine's signal threads.
 */
final class SignalTable {
  private static final String[] NAMES = {
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private static final Map<String, Watched> WATCHED = new HashMap<>();

  /** A signal with at least one watcher. */
  private record Watched(SignalHandler before, List<SignalWatcher> watchers) {}

  private SignalTable() {}

  /** The name of a signal of this system, without SIG; null if there is none. */
  static @Nullable String nameOf(int number) {
    if (number >= 1 && number <= NAMES.length && numberOf(NAMES[number - 1]) == number) {
      return NAMES[number - 1];
    }
    for (String name : NAMES) {
      if (numberOf(name) == number) {
        return name;
      }
    }
    return null;
  }

  private static int numberOf(String name) {
    try {
      return new Signal(name).getNumber();
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  static synchronized int watch(String name, SignalWatcher watcher) {
    Watched watched = WATCHED.get(name);
    if (watched == null) {
      try {
        SignalHandler before = Signal.handle(new Signal(name), signal -> dispatch(name));
        watched = new Watched(before, new ArrayList<>());
      } catch (IllegalArgumentException e) {
        return Errno.EINVAL.negative();
      }
      WATCHED.put(name, watched);
    }
    watched.watchers().add(watcher);
    return 0;
  }

  static synchronized void unwatch(String name, SignalWatcher watcher) {
    Watched watched = WATCHED.get(name);
    if (watched != null && watched.watchers().remove(watcher) && watched.watchers().isEmpty()) {
      WATCHED.remove(name);
      Signal.handle(new Signal(name), watched.before());
    }
  }

  private static synchronized void dispatch(String name) {
    Watched watched = WATCHED.get(name);
    if (watched != null) {
      for (SignalWatcher watcher : watched.watchers()) {
        watcher.signalled();
      }
    }
  }
}
