package dev.gori.loop.process;

import dev.gori.loop.CLibrary;
import dev.gori.loop.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** poll(2) on numbers of the kernel. Any thread. */
final class Polling {
  static final int IN = 1;
  static final int OUT = 4;
  private static final int ENTRY_BYTES = 8;

  private Polling() {}

  /**
   * Waits until one of the descriptors is ready.
   *
   * @param descriptors negative ones are left out
   * @param events for each what to wait for; errors and hang-ups are always reported
   * @param timeoutMillis -1: no limit
   * @return for each what happened: 0, or some of the events
   */
  static int[] poll(int[] descriptors, int[] events, int timeoutMillis) {
    int[] happened = new int[descriptors.length];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment entries = arena.allocate((long) ENTRY_BYTES * descriptors.length, 8);
      for (int i = 0; i < descriptors.length; i++) {
        entries.set(ValueLayout.JAVA_INT, (long) i * ENTRY_BYTES, descriptors[i]);
        entries.set(ValueLayout.JAVA_SHORT, (long) i * ENTRY_BYTES + 4, (short) events[i]);
      }
      int count = CLibrary.invoke("poll", entries, (long) descriptors.length, timeoutMillis);
      if (count < 0 && count != Errno.EINTR.negative()) {
        throw new IllegalStateException("poll: " + Errno.of(count));
      }
      for (int i = 0; count > 0 && i < descriptors.length; i++) {
        happened[i] = entries.get(ValueLayout.JAVA_SHORT, (long) i * ENTRY_BYTES + 6);
      }
    }
    return happened;
  }
}
