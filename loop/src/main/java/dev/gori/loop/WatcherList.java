package dev.gori.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The started watchers of one phase, in the order of their start. A pass runs those that were
 * started before it began and are still started when their turn comes.
 *
 * <p>Thread: loop thread only.
 */
final class WatcherList {
  private @Nullable PhaseWatcher[] watchers = new @Nullable PhaseWatcher[4];
  private int size;
  private int holes;
  private boolean running;
  private long pass;

  boolean isEmpty() {
    return size == holes;
  }

  void add(PhaseWatcher watcher) {
    if (size == watchers.length) {
      watchers = Arrays.copyOf(watchers, size * 2);
    }
    watcher.startedIn = pass;
    watchers[size++] = watcher;
  }

  void remove(PhaseWatcher watcher) {
    for (int i = 0; i < size; i++) {
      if (watchers[i] == watcher) {
        watchers[i] = null;
        holes++;
        break;
      }
    }
    if (!running) {
      compact();
    }
  }

  void run() {
    pass++;
    running = true;
    int end = size;
    try {
      for (int i = 0; i < end; i++) {
        PhaseWatcher watcher = watchers[i];
        if (watcher != null && watcher.startedIn < pass) {
          watcher.deliver();
        }
      }
    } finally {
      running = false;
      compact();
    }
  }

  private void compact() {
    if (holes == 0) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      PhaseWatcher watcher = watchers[i];
      if (watcher != null) {
        watchers[kept++] = watcher;
      }
    }
    Arrays.fill(watchers, kept, size, null);
    size = kept;
    holes = 0;
  }
}
