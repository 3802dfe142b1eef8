package dev.gori.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class PhasesTest {
  private final ManualLoop manual = new ManualLoop();
  private final EventLoop loop = manual.loop;
  private final List<String> log = manual.log;

  @AfterEach
  void close() {
    manual.close();
  }

  @Test
  void phasesRunInOrder() {
    Timer closing = manual.timer(1_000, () -> {});
    closing.close(manual.logs("closing"));
    Async async = new Async(loop, manual.logs("poll"));
    async.send();
    manual.check(manual.logs("check"));
    manual.prepare(manual.logs("prepare"));
    manual.idle(manual.logs("idle"));
    StreamHandle refused = new TcpStream(loop);
    refused.shutdown(status -> log.add("pending"));
    manual.timer(0, manual.logs("timers"));
    manual.once();
    assertEquals(List.of("timers", "pending", "idle", "prepare", "poll", "check", "closing"), log);
  }

  @Test
  void immediatesAreSnapshotted() {
    manual.check(
        () -> {
          log.add("outer");
          manual.check(manual.logs("inner"));
        });
    manual.noWait();
    assertEquals(List.of("outer"), log);
    manual.noWait();
    assertEquals(List.of("outer", "outer", "inner"), log);
  }

  @Test
  void aWatcherStoppedByAnotherOfItsPhaseDoesNotRun() {
    Check[] second = new Check[1];
    manual.check(() -> second[0].stop());
    second[0] = manual.check(manual.logs("stopped"));
    manual.check(manual.logs("third"));
    manual.noWait();
    assertEquals(List.of("third"), log);
  }

  @Test
  void aWatcherStoppedAndStartedInItsPhaseWaitsForTheNextIteration() {
    Check[] second = new Check[1];
    manual.check(
        () -> {
          second[0].stop();
          second[0].start(manual.logs("restarted"));
        });
    second[0] = manual.check(manual.logs("second"));
    manual.noWait();
    assertEquals(List.of(), log);
    second[0].unref();
    manual.noWait();
    assertEquals(List.of(), log, "the first one restarts it every time");
  }

  @Test
  void startingAStartedWatcherChangesNothing() {
    Check check = manual.check(manual.logs("first"));
    check.start(manual.logs("second"));
    manual.noWait();
    assertEquals(List.of("first"), log);
  }

  @Test
  void aLoopWithNothingToDoEndsAtOnce() {
    assertFalse(manual.run());
    assertEquals(0, loop.iteration());
  }

  @Test
  void onceRunsATimerThatItsWaitMadeDue() {
    manual.timer(10, manual.logs("fired"));
    assertFalse(manual.once());
    assertEquals(List.of("fired"), log);
  }

  @Test
  void noWaitDoesNotWait() {
    manual.timer(10, manual.logs("fired"));
    assertTrue(manual.noWait());
    assertEquals(List.of(), log);
    assertEquals(0, loop.now());
  }

  @Test
  void nowMovesWhenThePollPhaseHasWaited() {
    manual.timer(10, () -> {});
    manual.check(() -> log.add("at " + loop.now())).unref();
    manual.once();
    assertEquals(List.of("at 10"), log);
  }

  @Test
  void theBatchIsFlushedOnceAtTheEndOfEveryPhaseThatRanACallback() {
    loop.batch(manual.logs("flush"));
    manual.timer(0, manual.logs("timer 1"));
    manual.timer(0, manual.logs("timer 2"));
    manual.check(manual.logs("check")).unref();
    manual.run();
    assertEquals(List.of("timer 1", "timer 2", "flush", "check", "flush"), log);
  }

  @Test
  void whatAFlushStartsBelongsToTheNextPhases() {
    boolean[] flushed = new boolean[1];
    loop.batch(
        () -> {
          if (!flushed[0]) {
            flushed[0] = true;
            manual.timer(0, manual.logs("timer"));
            manual.check(manual.logs("check")).unref();
          }
        });
    manual.timer(0, () -> {});
    manual.run();
    assertEquals(List.of("check", "timer", "check"), log);
  }

  @Test
  void aFlushsExceptionLeavesRunAndTheLoopGoesOn() {
    loop.batch(
        () -> {
          loop.batch(() -> {});
          throw new IllegalStateException("exit");
        });
    manual.timer(0, manual.logs("first"));
    manual.timer(5, manual.logs("second"));
    try {
      manual.run();
    } catch (IllegalStateException e) {
      log.add(e.getMessage());
    }
    manual.run();
    assertEquals(List.of("first", "exit", "second"), log);
  }
}
