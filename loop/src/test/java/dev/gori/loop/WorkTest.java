package dev.gori.loop;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class WorkTest {
  @Test
  void aJobRunsOnAPoolThreadAndItsCallbackOnTheLoop() {
    try (ManualLoop manual = new ManualLoop()) {
      AtomicReference<Thread> worker = new AtomicReference<>(Thread.currentThread());
      manual.loop.work(
          () -> {
            worker.set(Thread.currentThread());
            return 42;
          },
          (error, result) -> {
            assertNull(error);
            assertEquals(Phase.POLL, manual.loop.phase());
            manual.log.add("result " + result);
          });
      assertFalse(manual.run());
      assertEquals(List.of("result 42"), manual.log);
      assertNotSame(Thread.currentThread(), worker.get());
      assertTrue(requireNonNull(worker.get()).isDaemon());
      assertFalse(requireNonNull(worker.get()).isVirtual());
    }
  }

  @Test
  void aPoolOfOneKeepsTheOrderOfSubmission() {
    try (ManualLoop manual = new ManualLoop(builder -> builder.poolSize(1))) {
      List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
      List<Integer> done = new ArrayList<>();
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int number = i;
        expected.add(number);
        manual.loop.work(() -> ran.add(number), (error, result) -> done.add(number));
      }
      manual.run();
      assertEquals(expected, ran);
      assertEquals(expected, done);
    }
  }

  @Test
  void whatAJobThrowsIsTheErrorOfItsCallback() {
    try (ManualLoop manual = new ManualLoop(builder -> builder.poolSize(1))) {
      IOException checked = new IOException("mine");
      StackOverflowError fatal = new StackOverflowError();
      manual.loop.work(
          () -> {
            throw checked;
          },
          (error, result) -> {
            assertSame(checked, error);
            assertNull(result);
            manual.log.add("checked");
          });
      manual.loop.work(
          () -> {
            throw fatal;
          },
          (error, result) -> {
            assertSame(fatal, error);
            manual.log.add("fatal");
          });
      manual.loop.work(() -> "ok", (error, result) -> manual.log.add("" + result));
      manual.run();
      assertEquals(List.of("checked", "fatal", "ok"), manual.log);
    }
  }

  @Test
  void aQueuedJobCanBeCancelledAndARunningOneCannot() throws InterruptedException {
    try (ManualLoop manual = new ManualLoop(builder -> builder.poolSize(1))) {
      CountDownLatch started = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      WorkRequest<Boolean> running =
          manual.loop.work(
              () -> {
                started.countDown();
                release.await();
                return true;
              },
              (error, result) -> manual.log.add("running " + result));
      WorkRequest<String> queued =
          manual.loop.work(
              () -> "never",
              (error, result) -> {
                UvException cancelled = (UvException) error;
                manual.log.add("queued " + (cancelled == null ? "" : cancelled.errno()));
              });
      started.await();
      assertFalse(running.cancel());
      assertTrue(queued.cancel());
      assertFalse(queued.cancel());
      assertEquals(List.of(), manual.log, "the callback is asynchronous");
      manual.once();
      assertEquals(List.of("queued ECANCELED"), manual.log);
      release.countDown();
      manual.run();
      assertEquals(List.of("queued ECANCELED", "running true"), manual.log);
      assertFalse(running.cancel());
    }
  }

  @Test
  void finishedJobsAreDeliveredInTheGivenOrder() throws InterruptedException {
    CompletionOrder lastFirst = waiting -> waiting - 1;
    try (ManualLoop manual =
        new ManualLoop(builder -> builder.poolSize(1).completionOrder(lastFirst))) {
      CountDownLatch all = new CountDownLatch(4);
      for (int i = 0; i < 4; i++) {
        int number = i;
        manual.loop.work(
            () -> {
              all.countDown();
              return number;
            },
            (error, result) -> manual.log.add("" + result));
      }
      // A fifth job starts when the fourth is posted: then all four wait for the loop.
      CountDownLatch posted = new CountDownLatch(1);
      manual.loop.work(
          () -> {
            posted.countDown();
            return 4;
          },
          (error, result) -> {});
      all.await();
      posted.await();
      manual.run();
      assertEquals(List.of("3", "2", "1", "0"), manual.log);
    }
  }

  @Test
  void slowJobsLeaveHalfOfThePoolToOthers() throws InterruptedException {
    try (ManualLoop manual = new ManualLoop(builder -> builder.poolSize(2))) {
      CountDownLatch release = new CountDownLatch(1);
      for (int i = 0; i < 2; i++) {
        manual.loop.pool.submit(
            new WorkRequest<>(
                manual.loop,
                "slow",
                true,
                () -> {
                  release.await();
                  return true;
                },
                (error, result) -> manual.log.add("slow")));
      }
      manual.loop.work(() -> "fast", (error, result) -> manual.log.add("fast"));
      manual.until(() -> !manual.log.isEmpty());
      release.countDown();
      manual.run();
      assertEquals(List.of("fast", "slow", "slow"), manual.log);
    }
  }

  @Test
  void poolSizesAreLimited() {
    assertThrows(IllegalArgumentException.class, () -> new WorkerPool(0));
    assertThrows(IllegalArgumentException.class, () -> new WorkerPool(1025));
    new WorkerPool(1024).close();
  }

  @Test
  void aSharedPoolOutlivesALoop() {
    try (WorkerPool pool = new WorkerPool(2)) {
      try (ManualLoop first = new ManualLoop(builder -> builder.pool(pool))) {
        first.loop.work(() -> "first", (error, result) -> first.log.add("" + result));
        first.run();
        assertEquals(List.of("first"), first.log);
      }
      try (ManualLoop second = new ManualLoop(builder -> builder.pool(pool))) {
        second.loop.work(() -> "second", (error, result) -> second.log.add("" + result));
        second.run();
        assertEquals(List.of("second"), second.log);
      }
    }
  }

  @Test
  void aClosedLoopLeavesNoThreadBehind() throws InterruptedException {
    AtomicReference<Thread> worker = new AtomicReference<>(Thread.currentThread());
    try (ManualLoop manual = new ManualLoop()) {
      manual.loop.work(
          () -> {
            worker.set(Thread.currentThread());
            return "";
          },
          (error, result) -> {});
      manual.run();
      assertTrue(requireNonNull(worker.get()).isAlive());
    }
    requireNonNull(worker.get()).join();
  }

  @Test
  void aClosedPoolTakesNoJobs() {
    WorkerPool pool = new WorkerPool(1);
    pool.close();
    try (ManualLoop manual = new ManualLoop(builder -> builder.pool(pool))) {
      assertThrows(
          IllegalStateException.class, () -> manual.loop.work(() -> "", (error, result) -> {}));
      assertFalse(manual.loop.alive());
    }
  }

  @Test
  void looksUpNames() throws java.net.UnknownHostException {
    try (ManualLoop manual = new ManualLoop()) {
      manual.loop.lookup(
          "127.0.0.1",
          AddressFamily.ANY,
          (error, addresses) -> manual.log.add(error + " " + addresses));
      manual.run();
      manual.loop.lookup(
          "127.0.0.1",
          AddressFamily.IPV6,
          (error, addresses) -> manual.log.add(requireNonNull((UvException) error).errno().name()));
      manual.run();
      assertEquals(List.of("null [/127.0.0.1]", "EAI_NONAME"), manual.log);
    }
  }
}
