package dev.gori.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TimerTest {
  private final ManualLoop manual = new ManualLoop();
  private final EventLoop loop = manual.loop;
  private final List<String> log = manual.log;

  @AfterEach
  void close() {
    manual.close();
  }

  @Test
  void firesInOrderOfDueTime() {
    manual.timer(30, manual.logs("30"));
    manual.timer(10, manual.logs("10"));
    manual.timer(20, manual.logs("20"));
    assertFalse(manual.run());
    assertEquals(List.of("10", "20", "30"), log);
    assertEquals(30, loop.now());
  }

  @Test
  void equalDueTimesFireInOrderOfStart() {
    Timer restarted = manual.timer(10, manual.logs("a"));
    manual.timer(10, manual.logs("b"));
    manual.timer(10, manual.logs("c"));
    restarted.start(10, 0, manual.logs("a again"));
    manual.run();
    assertEquals(List.of("b", "c", "a again"), log);
  }

  @Test
  void isDueWhenItsDelayHasPassedAndNotBefore() {
    manual.timer(10, manual.logs("fired"));
    manual.clock.advanceNanos(9_999_999);
    manual.noWait();
    assertEquals(List.of(), log);
    manual.clock.advanceNanos(1);
    manual.noWait();
    assertEquals(List.of("fired"), log);
  }

  @Test
  void nowIsCachedDuringAnIteration() {
    manual.timer(
        0,
        () -> {
          long before = loop.now();
          manual.clock.advanceMillis(50);
          assertEquals(before, loop.now());
          manual.timer(10, () -> log.add("fired at " + loop.now()));
          loop.updateTime();
          assertEquals(before + 50, loop.now());
        });
    manual.run();
    assertEquals(List.of("fired at 50"), log, "its delay counts from the cached time");
  }

  @Test
  void zeroTimerSetByTimerCallbackWaitsForNextPass() {
    manual.check(manual.logs("check")).unref();
    manual.timer(
        0,
        () -> {
          log.add("outer");
          manual.timer(0, manual.logs("inner"));
        });
    manual.run();
    assertEquals(List.of("outer", "check", "inner", "check"), log);
  }

  @Test
  void timerSetByCallbackThatTookLongWaitsForNextPass() {
    manual.check(manual.logs("check")).unref();
    manual.timer(
        0,
        () -> {
          manual.timer(5, manual.logs("inner"));
          manual.clock.advanceMillis(20);
          loop.updateTime();
        });
    manual.run();
    assertEquals(List.of("check", "inner", "check"), log);
  }

  @Test
  void stoppedByAnEarlierCallbackOfTheSamePassDoesNotFire() {
    List<Timer> later = new ArrayList<>();
    manual.timer(10, () -> later.getFirst().stop());
    later.add(manual.timer(10, manual.logs("stopped")));
    manual.run();
    assertEquals(List.of(), log);
  }

  @Test
  void repeatsUntilItIsStopped() {
    Timer timer = new Timer(loop);
    timer.start(
        5,
        10,
        () -> {
          log.add("at " + loop.now());
          if (log.size() == 3) {
            timer.stop();
          }
        });
    manual.run();
    assertEquals(List.of("at 5", "at 15", "at 25"), log);
  }

  @Test
  void aRepeatingTimerThatFellBehindDoesNotCatchUp() {
    Timer timer = new Timer(loop);
    timer.start(10, 10, () -> log.add("at " + loop.now()));
    manual.clock.advanceMillis(35);
    manual.noWait();
    assertEquals(List.of("at 35"), log);
    assertEquals(10, timer.dueIn());
  }

  @Test
  void repeatCanChangeInTheCallback() {
    Timer timer = new Timer(loop);
    timer.start(
        10,
        10,
        () -> {
          log.add("at " + loop.now());
          timer.setRepeat(0);
        });
    manual.run();
    assertEquals(List.of("at 10", "at 20"), log, "the next call was scheduled already");
  }

  @Test
  void againRestartsWithTheRepeatInterval() {
    Timer timer = new Timer(loop);
    timer.start(100, 30, manual.logs("fired"));
    timer.again();
    assertEquals(30, timer.dueIn());
  }

  @Test
  void againLeavesAOneShotTimerAlone() {
    Timer timer = manual.timer(100, manual.logs("fired"));
    timer.again();
    assertEquals(100, timer.dueIn());
  }

  @Test
  void againBeforeAnyStartIsAnError() {
    assertThrows(IllegalStateException.class, () -> new Timer(loop).again());
  }

  @Test
  void negativeTimesAreRejected() {
    Timer timer = new Timer(loop);
    assertThrows(IllegalArgumentException.class, () -> timer.start(-1, 0, () -> {}));
    assertThrows(IllegalArgumentException.class, () -> timer.start(0, -1, () -> {}));
  }

  @Test
  void aDelayBeyondAllTimeIsNeverDue() {
    manual.clock.advanceMillis(1);
    manual.noWait();
    loop.updateTime();
    Timer timer = manual.timer(Long.MAX_VALUE, manual.logs("fired"));
    assertEquals(Long.MAX_VALUE - 1, timer.dueIn());
    manual.noWait();
    assertEquals(List.of(), log);
  }

  @Test
  void startedAgainInItsOwnCallback() {
    Timer timer = new Timer(loop);
    timer.start(
        10,
        0,
        () -> {
          log.add("first");
          timer.start(10, 0, manual.logs("second"));
        });
    manual.run();
    assertEquals(List.of("first", "second"), log);
  }

  @Test
  void hundredThousandTimersFireInOrder() {
    int count = 100_000;
    Random random = new Random(42);
    List<Timer> timers = new ArrayList<>(count);
    List<Long> fired = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      timers.add(manual.timer(random.nextInt(5_000), () -> fired.add(loop.now())));
    }
    Collections.shuffle(timers, random);
    for (Timer timer : timers.subList(0, count / 2)) {
      timer.stop();
    }
    assertEquals(count / 2, loop.timerCount());
    assertTrue(manual.loop.alive());
    assertFalse(manual.run());
    List<Long> sorted = new ArrayList<>(fired);
    Collections.sort(sorted);
    assertEquals(count / 2, fired.size());
    assertEquals(sorted, fired);
  }

  @Test
  void aTimersExceptionLeavesRunAndTheOthersStillFire() {
    manual.timer(
        1,
        () -> {
          throw new IllegalStateException("mine");
        });
    manual.timer(1, manual.logs("other"));
    assertThrows(IllegalStateException.class, manual::run);
    manual.run();
    assertEquals(List.of("other"), log);
  }
}
