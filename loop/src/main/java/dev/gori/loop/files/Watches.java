package dev.gori.loop.files;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import dev.gori.loop.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Watches files and directories for changes, as libuv's uv_fs_event_t does: "rename" when a name
 * appears or disappears, "change" when contents or attributes do.
 *
 * <p>java.nio watches directories only, and gives one key for a directory however often it is
 * registered. So a file is watched through its directory, a tree directory by directory, and each
 * key has a list of the watches that want to hear of it:
 *
 * <pre>
 *   watch(a.txt) ──┐
 *                  ├─ Folder /tmp ── WatchKey (inotify)
 *   watch(/tmp) ───┘
 * </pre>
 *
 * <p>{@link #watch} and {@link Watch#close}: any thread. Listeners are called on the watcher's own
 * daemon thread, which starts with the first watch; they have to be quick and must not throw.
 */
public final class Watches implements AutoCloseable {
  private final FileSystem files;
  private final Map<WatchKey, Folder> folders = new HashMap<>();
  private @Nullable WatchService service;

  Watches(FileSystem files) {
    this.files = files;
  }

  /** Hears of changes, on the watcher's thread. */
  public interface Listener {
    /**
     * Something changed.
     *
     * @param renamed a name appeared or disappeared; otherwise contents or attributes changed
     * @param name relative to what is watched, as bytes; its own name when it is what changed
     */
    void changed(boolean renamed, byte[] name);

    /** The watch has failed and hears of nothing more. */
    void failed(Errno errno);
  }

  /** One request to hear of changes. */
  public final class Watch implements AutoCloseable {
    private final Path root;
    private final @Nullable Path onlyName;
    private final boolean recursive;
    private final Listener listener;

    private Watch(Path root, @Nullable Path onlyName, boolean recursive, Listener listener) {
      this.root = root;
      this.onlyName = onlyName;
      this.recursive = recursive;
      this.listener = listener;
    }

    /** Ends it; a listener call that is under way may still finish. */
    @Override
    public void close() {
      synchronized (Watches.this) {
        folders.entrySet().removeIf(e -> e.getValue().leave(this, e.getKey()));
      }
    }
  }

  private record Folder(Path path, List<Watch> watches) {
    /** True when the last watch has left. */
    boolean leave(Watch watch, WatchKey key) {
      if (watches.remove(watch) && watches.isEmpty()) {
        key.cancel();
        return true;
      }
      return false;
    }
  }

  /**
   * Begins to watch.
   *
   * @param recursive also what is in directories below, now and later
   */
  public Watch watch(String path, boolean recursive, Listener listener) {
    return files.onPath("watch", path, p -> watch(p, recursive, listener));
  }

  private synchronized Watch watch(Path path, boolean recursive, Listener listener)
      throws IOException {
    WatchService notifier = start();
    if (!Files.isDirectory(path)) {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new NoSuchFileException(path.toString());
      }
      Path folder = Objects.requireNonNull(path.getParent()); // the root is a directory
      Watch watch = new Watch(folder, path.getFileName(), false, listener);
      register(notifier, folder, watch);
      return watch;
    }
    Watch watch = new Watch(path, null, recursive, listener);
    try {
      register(notifier, path, watch);
      if (recursive) {
        registerBelow(notifier, path, watch, false);
      }
      return watch;
    } catch (IOException e) {
      watch.close();
      throw e;
    }
  }

  private WatchService start() throws IOException {
    WatchService notifier = service;
    if (notifier == null) {
      notifier = FileSystems.getDefault().newWatchService();
      service = notifier;
      WatchService started = notifier;
      Thread.ofPlatform().daemon().name("gori-watch").start(() -> run(started));
    }
    return notifier;
  }

  private void register(WatchService notifier, Path folder, Watch watch) throws IOException {
    WatchKey key = folder.register(notifier, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
    List<Watch> watches =
        folders.computeIfAbsent(key, k -> new Folder(folder, new ArrayList<>())).watches;
    if (!watches.contains(watch)) {
      watches.add(watch);
    }
  }

  /** What is found on the way counts as new when {@code report}: it was made before we looked. */
  private void registerBelow(WatchService notifier, Path folder, Watch watch, boolean report)
      throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (report) {
          report(watch, true, child);
        }
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          register(notifier, child, watch);
          registerBelow(notifier, child, watch, report);
        }
      }
    } catch (NoSuchFileException e) {
      return; // gone again; its deletion is reported through its parent
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private static void report(Watch watch, boolean renamed, Path changed) {
    watch.listener.changed(renamed, PathText.bytes(watch.root.relativize(changed)));
  }

  private void run(WatchService notifier) {
    try {
      while (true) {
        WatchKey key = notifier.take();
        synchronized (this) {
          Folder folder = folders.get(key);
          if (folder != null) {
            deliver(notifier, key, folder);
          }
        }
      }
    } catch (ClosedWatchServiceException e) {
      return; // close() was called
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(WatchService notifier, WatchKey key, Folder folder) {
    for (WatchEvent<?> event : key.pollEvents()) {
      for (Watch watch : List.copyOf(folder.watches)) {
        if (event.kind() == OVERFLOW) {
          watch.listener.failed(Errno.ENOBUFS);
        } else if (event.context() instanceof Path name
            && (watch.onlyName == null || watch.onlyName.equals(name))) {
          deliver(notifier, watch, event, folder.path.resolve(name));
        }
      }
    }
    if (!key.reset()) {
      folders.remove(key);
      for (Watch watch : folder.watches) {
        if (watch.root.equals(folder.path) && watch.onlyName == null) {
          Path name = folder.path.getFileName();
          watch.listener.changed(true, PathText.bytes(name == null ? folder.path : name));
        }
      }
    }
  }

  private void deliver(WatchService notifier, Watch watch, WatchEvent<?> event, Path changed) {
    report(watch, event.kind() != ENTRY_MODIFY, changed);
    if (watch.recursive
        && event.kind() == ENTRY_CREATE
        && Files.isDirectory(changed, LinkOption.NOFOLLOW_LINKS)) {
      try {
        register(notifier, changed, watch);
        registerBelow(notifier, changed, watch, true);
      } catch (IOException e) {
        if (Errno.of(e) != Errno.ENOENT) {
          watch.listener.failed(Errno.of(e));
        }
      }
    }
  }

  /** Ends all watches and the thread. */
  @Override
  public synchronized void close() {
    folders.clear();
    WatchService notifier = service;
    if (notifier != null) {
      service = null;
      try {
        notifier.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
