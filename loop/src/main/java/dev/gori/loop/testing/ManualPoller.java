package dev.gori.loop.testing;

import dev.gori.loop.Poller;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moves a manual clock where the loop would wait for a timer, so that a test of hours takes none. A
 * wait without limit is a real one: only I/O, a job or a wake-up can end it.
 *
 * <p>Thread: the loop's.
 */
public final class ManualPoller implements Poller {
  private final ManualClock clock;
  private final List<Long> timeouts = new ArrayList<>();

  /** For a loop that has this clock. */
  public ManualPoller(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public void poll(Selector selector, long timeoutMillis, Consumer<SelectionKey> ready)
      throws IOException {
    timeouts.add(timeoutMillis);
    if (timeoutMillis < 0) {
      selector.select(ready);
    } else if (selector.selectNow(ready) == 0) {
      clock.advanceMillis(timeoutMillis);
    }
  }

  /**
   * The timeouts it was called with; the loop does not ask it when there is nothing to look for.
   */
  public List<Long> timeouts() {
    return List.copyOf(timeouts);
  }
}
