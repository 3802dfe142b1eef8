package dev.gori.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keeps a loop alive: references, closing, stopping, and the listing that tells why. */
@Timeout(20)
final class LivenessTest {
  private final ManualLoop manual = new ManualLoop();
  private final EventLoop loop = manual.loop;
  private final List<String> log = manual.log;

  @AfterEach
  void close() {
    manual.close();
  }

  // ---- references ----

  @Test
  void anUnreferencedHandleLetsTheLoopEnd() {
    manual.timer(10, manual.logs("unref")).unref();
    manual.timer(5, manual.logs("ref"));
    assertFalse(manual.run());
    assertEquals(List.of("ref"), log);
  }

  @Test
  void unrefDuringItsOwnCallbackEndsTheLoop() {
    Timer timer = new Timer(loop);
    timer.start(
        10,
        10,
        () -> {
          log.add("fired");
          timer.unref();
        });
    assertFalse(manual.run());
    assertEquals(List.of("fired"), log);
    assertTrue(timer.isActive());
  }

  @Test
  void refAndUnrefAreNotCounted() {
    Timer timer = manual.timer(10, () -> {});
    timer.unref();
    timer.unref();
    timer.ref();
    assertTrue(timer.hasRef());
    assertTrue(loop.alive());
    assertEquals(1, loop.activeHandleCount());
  }

  @Test
  void unrefBeforeStartCounts() {
    Timer timer = new Timer(loop);
    timer.unref();
    timer.start(10, 0, () -> {});
    assertFalse(loop.alive());
    timer.ref();
    assertTrue(loop.alive());
    timer.stop();
    assertFalse(loop.alive());
  }

  // ---- closing ----

  @Test
  void aHandleClosedInItsOwnCallbackIsCalledNoMore() {
    Timer timer = new Timer(loop);
    timer.start(
        1,
        1,
        () -> {
          log.add("fired");
          timer.close(manual.logs("closed"));
        });
    assertFalse(manual.run());
    assertEquals(List.of("fired", "closed"), log);
  }

  @Test
  void aHandleClosedByAnotherOfTheSamePhaseIsNotCalled() {
    Timer[] second = new Timer[1];
    manual.timer(5, () -> second[0].close(manual.logs("closed")));
    second[0] = manual.timer(5, manual.logs("fired"));
    manual.run();
    assertEquals(List.of("closed"), log);
  }

  @Test
  void aWatcherClosedByAnotherOfTheSamePhaseIsNotCalled() {
    Check[] second = new Check[1];
    manual.check(
        () -> {
          if (!second[0].isClosing()) {
            second[0].close(manual.logs("closed"));
          }
        });
    second[0] = manual.check(manual.logs("ran"));
    manual.noWait();
    assertEquals(List.of("closed"), log);
  }

  @Test
  void anAsyncClosedByAnotherOfTheSamePhaseIsNotCalled() {
    Async[] second = new Async[1];
    Async first = new Async(loop, () -> second[0].close(manual.logs("closed")));
    second[0] = new Async(loop, manual.logs("woken"));
    first.send();
    second[0].send();
    manual.noWait();
    assertEquals(List.of("closed"), log);
  }

  @Test
  void closingTwiceIsAnError() {
    Timer timer = new Timer(loop);
    timer.close(manual.logs("closed"));
    assertThrows(IllegalStateException.class, timer::close);
    manual.run();
    assertEquals(List.of("closed"), log);
    assertThrows(IllegalStateException.class, timer::close);
  }

  @Test
  void aClosedHandleCannotBeStarted() {
    Timer timer = new Timer(loop);
    timer.close();
    assertTrue(timer.isClosing());
    assertThrows(IllegalStateException.class, () -> timer.start(1, 0, () -> {}));
  }

  @Test
  void aClosingHandleKeepsTheLoopAliveForItsCallback() {
    Timer timer = new Timer(loop);
    timer.unref();
    timer.close(manual.logs("closed"));
    assertTrue(loop.alive());
    manual.run();
    assertEquals(List.of("closed"), log);
  }

  @Test
  void theHandleClosedLastIsCalledFirst() {
    for (String name : List.of("a", "b", "c")) {
      new Timer(loop).close(manual.logs(name));
    }
    manual.run();
    assertEquals(List.of("c", "b", "a"), log);
  }

  @Test
  void aHandleClosedInTheClosingPhaseWaitsForTheNext() {
    new Timer(loop)
        .close(
            () -> {
              log.add("outer in " + loop.iteration());
              new Timer(loop).close(() -> log.add("inner in " + loop.iteration()));
            });
    manual.run();
    assertEquals(List.of("outer in 1", "inner in 2"), log);
  }

  @Test
  void aCloseCallbacksExceptionLeavesTheOthersToBeCalled() {
    new Timer(loop).close(manual.logs("other"));
    new Timer(loop)
        .close(
            () -> {
              throw new IllegalStateException("mine");
            });
    assertThrows(IllegalStateException.class, manual::run);
    manual.run();
    assertEquals(List.of("other"), log);
  }

  // ---- stopping ----

  @Test
  void stopBeforeRunMakesItReturnAtOnce() {
    manual.timer(0, manual.logs("fired"));
    loop.stop();
    assertTrue(manual.run());
    assertEquals(List.of(), log);
    manual.run();
    assertEquals(List.of("fired"), log);
  }

  @Test
  void stopInAnyPhaseEndsTheLoopAfterThatIteration() {
    for (Phase phase : Phase.values()) {
      try (ManualLoop other = new ManualLoop()) {
        stopDuring(phase, other);
        other.timer(500, () -> {});
        assertTrue(other.run(), phase.name());
        assertEquals(List.of("stopped in " + phase, "check in 1"), withoutOrder(other.log));
        assertEquals(1, other.loop.iteration(), phase.name());
        assertTrue(other.loop.now() < 500, phase.name());
      }
    }
  }

  private static List<String> withoutOrder(List<String> log) {
    return log.stream().sorted(java.util.Comparator.reverseOrder()).toList();
  }

  private static void stopDuring(Phase phase, ManualLoop other) {
    other.check(() -> other.log.add("check in " + other.loop.iteration())).unref();
    Runnable stop =
        () -> {
          assertEquals(phase, other.loop.phase());
          other.log.add("stopped in " + phase);
          other.loop.stop();
        };
    switch (phase) {
      case TIMERS -> other.timer(0, stop);
      case PENDING -> new TcpStream(other.loop).shutdown(status -> stop.run());
      case IDLE -> other.idle(stop);
      case PREPARE -> other.prepare(stop);
      case POLL -> new Async(other.loop, stop).send();
      case CHECK -> {
        other.idle(() -> {});
        other.check(stop);
      }
      case CLOSING -> new Timer(other.loop).close(stop);
    }
  }

  @Test
  void stopFromAnotherThreadEndsTheWait() throws InterruptedException {
    Async keepsAlive = new Async(loop, () -> {});
    Thread stopper = Thread.ofPlatform().start(loop::stop);
    assertTrue(manual.run());
    stopper.join();
    assertTrue(keepsAlive.isActive());
  }

  @Test
  void anInterruptStopsTheLoopAndIsKept() {
    Async keepsAlive = new Async(loop, () -> {});
    Thread.currentThread().interrupt();
    assertTrue(manual.run());
    assertTrue(Thread.interrupted());
    assertTrue(keepsAlive.isActive());
  }

  // ---- threads ----

  @Test
  void anotherThreadMayNotUseARunningLoop() throws InterruptedException {
    Timer timer = new Timer(loop);
    Throwable[] thrown = new Throwable[1];
    timer.start(
        0,
        0,
        () -> {
          Thread other = Thread.ofPlatform().unstarted(() -> timer.start(1, 0, () -> {}));
          other.setUncaughtExceptionHandler((thread, e) -> thrown[0] = e);
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    manual.run();
    assertEquals(IllegalStateException.class, thrown[0].getClass());
  }

  @Test
  void runIsNotReentrant() {
    manual.timer(0, () -> assertThrows(IllegalStateException.class, manual::run));
    manual.run();
  }

  // ---- why alive ----

  @Test
  void listsHandlesAndRequestsWithTheirKind() {
    manual.timer(10, () -> {});
    manual.idle(() -> {}).unref();
    loop.work("compress", () -> "", (error, result) -> {});
    assertEquals(List.of("timer", "idle"), loop.handles().stream().map(Handle::kind).toList());
    assertEquals(List.of("compress"), loop.requests().stream().map(Request::kind).toList());
    assertEquals(
        List.of(true, false), loop.handles().stream().map(Handle::keepsLoopAlive).toList());
    assertEquals("timer (active)", loop.handles().getFirst().toString());
    assertNull(loop.handles().getFirst().createdAt());
  }

  @Test
  void aClosedHandleAndADoneRequestLeaveTheListing() {
    manual.timer(10, () -> {}).close();
    loop.work(() -> "", (error, result) -> {});
    manual.run();
    assertEquals(List.of(), loop.handles());
    assertEquals(List.of(), loop.requests());
  }

  @Test
  void tellsWhereAHandleWasCreatedWhenAsked() {
    try (ManualLoop recording = new ManualLoop(builder -> builder.recordCreation(true))) {
      Throwable createdAt = new Timer(recording.loop).createdAt();
      assertNotNull(createdAt);
      assertTrue(
          List.of(createdAt.getStackTrace()).stream()
              .anyMatch(frame -> frame.getMethodName().startsWith("tellsWhere")));
    }
  }

  // ---- closing the loop ----

  @Test
  void closingTheLoopCallsNobodyAndIsFinal() {
    manual.timer(0, manual.logs("fired"));
    new Timer(loop).close(manual.logs("closed"));
    loop.work(() -> "", (error, result) -> log.add("done"));
    loop.close();
    loop.close();
    assertEquals(List.of(), log);
    assertFalse(loop.alive());
    assertThrows(IllegalStateException.class, manual::run);
    assertThrows(IllegalStateException.class, () -> new Timer(loop));
  }

  @Test
  void aRunningLoopCannotBeClosed() {
    manual.timer(0, () -> assertThrows(IllegalStateException.class, loop::close));
    manual.run();
  }
}
