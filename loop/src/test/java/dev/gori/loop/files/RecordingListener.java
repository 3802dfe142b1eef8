package dev.gori.loop.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gori.loop.Errno;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what a watch reported, as "rename name" or "change name". */
final class RecordingListener implements Watches.Listener {
  private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

  @Override
  public void changed(boolean renamed, byte[] name) {
    events.add((renamed ? "rename " : "change ") + new String(name, UTF_8));
  }

  @Override
  public void failed(Errno errno) {
    events.add("failed " + errno);
  }

  /** The next event; null when none comes in time. */
  @Nullable String next() throws InterruptedException {
    return events.poll(5, TimeUnit.SECONDS);
  }

  boolean isSilent() {
    return events.isEmpty();
  }

  /** Drops events until this one comes; false when it does not in time. */
  boolean hears(String event) throws InterruptedException {
    for (String next = next(); next != null; next = next()) {
      if (next.equals(event)) {
        return true;
      }
    }
    return false;
  }
}
