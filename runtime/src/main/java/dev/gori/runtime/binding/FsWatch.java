package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.loop.Async;
import dev.gori.loop.Errno;
import dev.gori.loop.files.Watches;
import dev.gori.runtime.Environment;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A watch of a file or directory: the Java half of {@code internal/fs/watchers.js}. Its events are
 * CHANGED (renamed 0 or 1, arena offset and length of the name), FAILED (errno) and CLOSED, which
 * is the last.
 *
 * <p>Loop thread only; the watcher's thread only adds to the queue and wakes the loop.
 */
final class FsWatch implements Watches.Listener {
  private static final int CHANGED = 0;
  private static final int FAILED = 1;
  private static final int CLOSED = 2;

  private record Event(int type, int detail, byte[] name) {}

  private final Environment env;
  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
  private final Async wakeUp;
  private final int id;
  private Watches.@Nullable Watch watch;

  private FsWatch(Environment env) {
    this.env = env;
    this.wakeUp = new Async(env.loop(), "fs-event", this::deliver);
    this.id = env.addHandle(this, wakeUp);
  }

  static void register(Binding b, Environment env) {
    b.function("watch", a -> start(env, a.string(0), a.bool(1)))
        .function(
            "watchRef",
            a -> {
              FsWatch w = (FsWatch) env.handle(a.integer(0));
              if (a.bool(1)) {
                w.wakeUp.ref();
              } else {
                w.wakeUp.unref();
              }
              return null;
            })
        .function(
            "watchClose",
            a -> {
              ((FsWatch) env.handle(a.integer(0))).close();
              return null;
            });
  }

  private static int start(Environment env, String path, boolean recursive) {
    FsWatch w = new FsWatch(env);
    try {
      w.watch = env.files().watches().watch(path, recursive, w);
    } catch (RuntimeException e) {
      w.wakeUp.close();
      env.removeHandle(w.id);
      throw e;
    }
    return w.id;
  }

  private void close() {
    if (watch != null) {
      watch.close();
      watch = null;
      wakeUp.close(
          () -> {
            env.completions().append(id, CLOSED);
            env.removeHandle(id);
          });
    }
  }

  @Override
  public void changed(boolean renamed, byte[] name) {
    add(new Event(CHANGED, renamed ? 1 : 0, name));
  }

  @Override
  public void failed(Errno errno) {
    add(new Event(FAILED, errno.negative(), new byte[0]));
  }

  private void add(Event event) {
    events.add(event);
    wakeUp.send();
  }

  private void deliver() {
    for (Event e = events.poll(); e != null; e = events.poll()) {
      int offset = env.completions().putBytes(ByteBuffer.wrap(e.name));
      env.completions().append(id, e.type, e.detail, offset, e.name.length);
    }
  }
}
