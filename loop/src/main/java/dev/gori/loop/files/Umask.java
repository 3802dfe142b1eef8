package dev.gori.loop.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's umask. Linux shows it in /proc without changing it; setting it, and reading it
 * elsewhere, takes umask(2).
 *
 * <p>Any thread.
 */
final class Umask {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LABEL = "Umask:";

  private Umask() {}

  static int get() {
    if (Files.isReadable(STATUS)) {
      try {
        for (String line : Files.readAllLines(STATUS)) {
          if (line.startsWith(LABEL)) {
            return Integer.parseInt(line.substring(LABEL.length()).strip(), 8);
          }
        }
      } catch (IOException e) {
        return swap();
      }
    }
    return swap();
  }

  private static int swap() {
    synchronized (Umask.class) {
      int mask = Libc.umask(0);
      Libc.umask(mask);
      return mask;
    }
  }

  static int set(int mask) {
    synchronized (Umask.class) {
      return Libc.umask(mask & 0777);
    }
  }
}
