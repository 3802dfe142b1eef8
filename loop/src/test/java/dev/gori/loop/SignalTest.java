package dev.gori.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sun.misc.Signal;
import sun.misc.SignalHandler;

@Timeout(20)
final class SignalTest {
  private final ManualLoop manual = new ManualLoop();
  private final List<String> log = manual.log;

  @AfterEach
  void close() {
    manual.close();
  }

  @Test
  void aSignalCallsItsWatchersOfAllLoops() {
    try (ManualLoop other = new ManualLoop()) {
      SignalWatcher first = new SignalWatcher(manual.loop);
      SignalWatcher second = new SignalWatcher(manual.loop);
      SignalWatcher elsewhere = new SignalWatcher(other.loop);
      assertEquals(0, first.start("SIGWINCH", manual.logs("first")));
      assertEquals(0, second.start("WINCH", manual.logs("second")));
      assertEquals(0, elsewhere.start("SIGWINCH", other.logs("elsewhere")));
      Signal.raise(new Signal("WINCH"));
      manual.until(() -> log.size() == 2);
      other.until(() -> other.log.size() == 1);
      assertEquals(List.of("first", "second"), log);
    }
  }

  @Test
  void watchesByNumber() {
    SignalWatcher watcher = new SignalWatcher(manual.loop);
    assertEquals(0, watcher.start(new Signal("WINCH").getNumber(), manual.logs("signal")));
    Signal.raise(new Signal("WINCH"));
    manual.until(() -> !log.isEmpty());
    assertEquals(List.of("signal"), log);
  }

  @Test
  void theLastWatcherThatStopsGivesTheSignalBack() {
    SignalHandler mine = signal -> {};
    SignalHandler before = Signal.handle(new Signal("WINCH"), mine);
    try {
      SignalWatcher first = new SignalWatcher(manual.loop);
      SignalWatcher second = new SignalWatcher(manual.loop);
      first.start("SIGWINCH", () -> {});
      second.start("SIGWINCH", () -> {});
      first.stop();
      second.close();
    } finally {
      assertEquals(mine, Signal.handle(new Signal("WINCH"), before));
    }
  }

  @Test
  void whatCannotBeWatchedIsInvalid() {
    SignalWatcher watcher = new SignalWatcher(manual.loop);
    assertEquals(Errno.EINVAL.negative(), watcher.start("SIGNOPE", () -> {}));
    assertEquals(Errno.EINVAL.negative(), watcher.start("SIGKILL", () -> {}));
    assertEquals(Errno.EINVAL.negative(), watcher.start(12_345, () -> {}));
    assertTrue(!watcher.isActive());
  }
}
