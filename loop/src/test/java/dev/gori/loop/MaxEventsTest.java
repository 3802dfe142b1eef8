package dev.gori.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** At most so many events a poll phase; the rest runs in the next pending phase. */
@Timeout(20)
final class MaxEventsTest {
  @Test
  void surplusRunsInTheNextPendingPhaseInOrder() {
    try (ManualLoop manual = new ManualLoop(builder -> builder.maxEventsPerPoll(3))) {
      EventLoop loop = manual.loop;
      for (int i = 0; i < 8; i++) {
        int number = i;
        new Async(loop, () -> manual.log.add(loop.phase() + " " + loop.iteration() + ":" + number))
            .send();
      }
      manual.noWait();
      assertEquals(List.of("POLL 1:0", "POLL 1:1", "POLL 1:2"), manual.log);
      assertEquals(5, loop.pendingCount());
      manual.noWait();
      assertEquals(
          List.of("PENDING 2:3", "PENDING 2:4", "PENDING 2:5", "PENDING 2:6", "PENDING 2:7"),
          manual.log.subList(3, 8));
    }
  }

  @Test
  void noneIsLost() {
    try (ManualLoop manual = new ManualLoop(builder -> builder.maxEventsPerPoll(7).poolSize(2))) {
      List<Integer> done = new ArrayList<>();
      int count = 1_000;
      for (int i = 0; i < count; i++) {
        int number = i;
        manual.loop.work(() -> number, (error, result) -> done.add(number));
      }
      assertFalse(manual.run());
      assertEquals(IntStream.range(0, count).boxed().toList(), done.stream().sorted().toList());
    }
  }

  @Test
  void surplusKeepsTheLoopFromWaiting() {
    try (ManualLoop manual = new ManualLoop(builder -> builder.maxEventsPerPoll(1))) {
      manual.timer(1_000, () -> {}).unref();
      new Async(manual.loop, manual.logs("woken")).send();
      new Async(manual.loop, manual.logs("woken")).send();
      manual.noWait();
      manual.once();
      assertEquals(0, manual.loop.now());
      assertEquals(List.of("woken", "woken"), manual.log);
    }
  }

  @Test
  void surplusOfAClosedHandleIsDropped() {
    try (ManualLoop manual = new ManualLoop(builder -> builder.maxEventsPerPoll(1))) {
      Async first = new Async(manual.loop, manual.logs("first"));
      Async second = new Async(manual.loop, manual.logs("second"));
      first.send();
      second.send();
      manual.noWait();
      first.close();
      second.close();
      manual.run();
      assertEquals(List.of("first"), manual.log);
    }
  }

  @Test
  void anExceptionPutsOffWhatIsBehind() {
    try (ManualLoop manual = new ManualLoop()) {
      Async throwing =
          new Async(
              manual.loop,
              () -> {
                throw new IllegalStateException("mine");
              });
      Async behind = new Async(manual.loop, manual.logs("behind"));
      throwing.send();
      behind.send();
      try {
        manual.noWait();
      } catch (IllegalStateException e) {
        manual.log.add(e.getMessage());
      }
      manual.noWait();
      assertEquals(List.of("mine", "behind"), manual.log);
    }
  }
}
