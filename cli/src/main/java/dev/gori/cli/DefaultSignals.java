package dev.gori.cli;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Gives the signals that end a process their default action back: the JVM would run its shutdown
 * hooks and exit with a code, but a Node process dies of the signal.
 */
final class DefaultSignals {
  private DefaultSignals() {}

  static void restore() {
    for (String name : new String[] {"HUP", "INT", "TERM"}) {
      Signal.handle(new Signal(name), SignalHandler.SIG_DFL);
    }
  }
}
