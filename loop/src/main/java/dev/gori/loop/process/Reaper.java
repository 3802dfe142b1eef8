package dev.gori.loop.process;

import dev.gori.loop.CLibrary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits for the end of all processes that all loops have started, on one thread, which is there
 * while there is something to wait for. It asks for these processes only: the application may have
 * others.
 *
 * <p>Any thread.
 */
public final class Reaper {
  private static final int CLOSE_ON_EXEC = 0x80000;

  private static final Map<StartedProcess, Runnable> WATCHED = new LinkedHashMap<>();

  /** An eventfd that ends the thread's wait; -1 when there is no thread. */
  private static int wakeUp = -1;

  private Reaper() {}

  /** Calls {@code ended} on the reaper's thread when the process has ended and was reaped. */
  public static synchronized void watch(StartedProcess process, Runnable ended) {
    WATCHED.put(process, ended);
    if (wakeUp < 0) {
      wakeUp = CLibrary.call("eventfd", 0, CLOSE_ON_EXEC);
      Thread.ofPlatform().daemon().name("gori-reaper").start(Reaper::run);
    } else {
      CLibrary.call("eventfd_write", wakeUp, 1L);
    }
  }

  private static void run() {
    List<StartedProcess> processes = watched();
    while (!processes.isEmpty()) {
      int[] descriptors = new int[processes.size() + 1];
      int[] events = new int[descriptors.length];
      java.util.Arrays.fill(events, Polling.IN);
      for (int i = 0; i < processes.size(); i++) {
        descriptors[i] = processes.get(i).descriptor();
      }
      descriptors[processes.size()] = wakeUp;
      int[] happened = Polling.poll(descriptors, events, -1);
      for (int i = 0; i < processes.size(); i++) {
        if (happened[i] != 0 && processes.get(i).reap()) {
          remove(processes.get(i)).run();
        }
      }
      if (happened[processes.size()] != 0) {
        takeWakeUps();
      }
      processes = watched();
    }
  }

  private static void takeWakeUps() {
    try (var arena = java.lang.foreign.Arena.ofConfined()) {
      CLibrary.call("eventfd_read", wakeUp, arena.allocate(8, 8));
    }
  }

  /** What to wait for; when there is nothing, this thread is the last to use the eventfd. */
  private static synchronized List<StartedProcess> watched() {
    if (WATCHED.isEmpty()) {
      CLibrary.call("close", wakeUp);
      wakeUp = -1;
    }
    return new ArrayList<>(WATCHED.keySet());
  }

  private static synchronized Runnable remove(StartedProcess process) {
    Runnable ended = WATCHED.remove(process);
    if (ended == null) {
      throw new IllegalStateException("not watched: " + process.pid());
    }
    return ended;
  }
}
