package dev.gori.runtime;

import dev.gori.loop.CLibrary;
import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** The terminal behind the standard streams, by the C library. Any thread. */
final class Terminal {
  private static final long GET_WINDOW_SIZE = 0x5413;
  private static final int TCSANOW = 0;
  private static final long TERMIOS_BYTES = 60;

  /** The flags of termios that libuv's raw mode clears: input, output unchanged, control, local. */
  private static final int RAW_INPUT = ~(0x2 | 0x10 | 0x20 | 0x100 | 0x400);

  private static final int RAW_OUTPUT = 0x4;
  private static final int RAW_CONTROL = 0x30;
  private static final int RAW_LOCAL = ~(0x8 | 0x2 | 0x8000 | 0x1);

  private static @Nullable MemorySegment original;

  private Terminal() {}

  /**
   * Lets the terminal give every key at once without echo, or gives it back its own mode.
   *
   * @throws UvException the descriptor is no terminal
   */
  static synchronized void setRawMode(boolean raw) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mode = arena.allocate(TERMIOS_BYTES, 8);
      if (CLibrary.invoke("tcgetattr", 0, mode) != 0) {
        throw new UvException(Errno.ENOTTY, "setRawMode");
      }
      if (original == null) {
        original = Arena.global().allocate(TERMIOS_BYTES, 8).copyFrom(mode);
      }
      MemorySegment wanted = mode.copyFrom(original);
      if (raw) {
        wanted.set(ValueLayout.JAVA_INT, 0, wanted.get(ValueLayout.JAVA_INT, 0) & RAW_INPUT);
        wanted.set(ValueLayout.JAVA_INT, 4, wanted.get(ValueLayout.JAVA_INT, 4) | RAW_OUTPUT);
        wanted.set(ValueLayout.JAVA_INT, 8, wanted.get(ValueLayout.JAVA_INT, 8) | RAW_CONTROL);
        wanted.set(ValueLayout.JAVA_INT, 12, wanted.get(ValueLayout.JAVA_INT, 12) & RAW_LOCAL);
      }
      if (CLibrary.invoke("tcsetattr", 0, TCSANOW, wanted) != 0) {
        throw new UvException(Errno.ENOTTY, "setRawMode");
      }
    }
  }

  /** Columns and rows of a terminal, or null when the descriptor is none. */
  static double @Nullable [] windowSize(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(8, 8);
      return CLibrary.invoke("ioctl", fd, GET_WINDOW_SIZE, size) == 0
          ? new double[] {size.get(ValueLayout.JAVA_SHORT, 2), size.get(ValueLayout.JAVA_SHORT, 0)}
          : null;
    }
  }
}
