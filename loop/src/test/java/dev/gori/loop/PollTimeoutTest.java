package dev.gori.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long the poll phase may wait. */
@Timeout(20)
final class PollTimeoutTest {
  private final ManualLoop manual = new ManualLoop();
  private final EventLoop loop = manual.loop;

  @AfterEach
  void close() {
    manual.close();
  }

  @Test
  void withIdleWatchersItDoesNotWait() {
    manual.timer(100, () -> {});
    manual.idle(() -> {});
    manual.once();
    assertEquals(0, loop.now());
  }

  @Test
  void withImmediatesItDoesNotWait() {
    // An immediate is a check watcher, and an idle watcher that keeps the loop from waiting for it.
    manual.timer(100, () -> {});
    Idle idle = manual.idle(() -> {});
    manual.check(
        () -> {
          manual.log.add("immediate at " + loop.now());
          idle.stop();
        });
    manual.once();
    assertEquals(List.of("immediate at 0"), manual.log);
  }

  @Test
  void withPendingCallbacksItDoesNotWait() {
    manual.timer(100, () -> {});
    boolean[] fed = new boolean[1];
    manual.prepare(
        () -> {
          if (!fed[0]) {
            fed[0] = true;
            new TcpStream(loop).shutdown(status -> manual.log.add("pending at " + loop.now()));
          }
        });
    manual.once();
    assertEquals(0, loop.now());
    manual.once();
    assertEquals(List.of("pending at 0"), manual.log);
  }

  @Test
  void withClosingHandlesItDoesNotWait() {
    manual.timer(100, () -> {});
    manual.timer(50, () -> {}).close(() -> manual.log.add("closed at " + loop.now()));
    manual.once();
    assertEquals(List.of("closed at 0"), manual.log);
  }

  @Test
  void withTimersItWaitsForTheNearest() {
    manual.timer(300, () -> {});
    manual.timer(100, manual.logs("near"));
    manual.once();
    assertEquals(100, loop.now());
    assertEquals(List.of("near"), manual.log);
    assertEquals(List.of(100L), manual.poller.timeouts());
  }

  @Test
  void withNothingButIoItWaitsWithoutLimit() {
    Async async = new Async(loop, manual.logs("woken"));
    Thread sender = Thread.ofPlatform().start(async::send);
    manual.once();
    assertEquals(List.of("woken"), manual.log);
    assertTrue(manual.poller.timeouts().stream().allMatch(t -> t == -1 || t == 0));
    join(sender);
  }

  @Test
  void aStoppedLoopDoesNotWait() {
    manual.timer(100, () -> {});
    manual.prepare(loop::stop).unref();
    assertTrue(manual.run());
    assertEquals(0, loop.now());
  }

  @Test
  void withOnlyUnreferencedHandlesItDoesNotWait() {
    Timer timer = manual.timer(100, () -> {});
    manual
        .prepare(
            () -> {
              timer.unref();
            })
        .unref();
    manual.run();
    assertEquals(0, loop.now());
  }

  @Test
  void aTimersWaitIsShorterByWhatTheCallbacksTook() {
    manual.timer(100, () -> {});
    manual.prepare(() -> manual.clock.advanceMillis(30)).unref();
    manual.once();
    assertEquals(List.of(70L), manual.poller.timeouts());
    assertEquals(100, loop.now());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
