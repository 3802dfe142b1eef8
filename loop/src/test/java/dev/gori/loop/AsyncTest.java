package dev.gori.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AsyncTest {
  @Test
  void sendsBeforeTheCallbackAreOneCall() {
    try (ManualLoop manual = new ManualLoop()) {
      Async async = new Async(manual.loop, manual.logs("woken"));
      async.send();
      async.send();
      async.send();
      manual.noWait();
      manual.noWait();
      assertEquals(List.of("woken"), manual.log);
    }
  }

  @Test
  void aSendInItsOwnCallbackIsCalledInTheNextIteration() {
    try (ManualLoop manual = new ManualLoop()) {
      Async[] async = new Async[1];
      async[0] =
          new Async(
              manual.loop,
              () -> {
                manual.log.add("in " + manual.loop.iteration());
                if (manual.log.size() < 2) {
                  async[0].send();
                }
              });
      async[0].send();
      manual.noWait();
      manual.noWait();
      assertEquals(List.of("in 1", "in 2"), manual.log);
    }
  }

  @Test
  void itIsActiveUntilClosed() {
    try (ManualLoop manual = new ManualLoop()) {
      Async async = new Async(manual.loop, () -> {});
      assertTrue(manual.loop.alive());
      async.close();
      assertEquals(false, manual.run());
    }
  }

  @Test
  void asyncsAreCalledInTheOrderOfTheirSends() {
    try (ManualLoop manual = new ManualLoop()) {
      Async a = new Async(manual.loop, manual.logs("a"));
      Async b = new Async(manual.loop, manual.logs("b"));
      Async c = new Async(manual.loop, manual.logs("c"));
      c.send();
      a.send();
      b.send();
      a.send();
      manual.noWait();
      assertEquals(List.of("c", "a", "b"), manual.log);
    }
  }

  @Test
  void eightThreadsWakeALoopAndNothingIsLost() throws InterruptedException {
    int threads = 8;
    int perThread = 20_000;
    try (ManualLoop manual = new ManualLoop()) {
      AtomicInteger produced = new AtomicInteger();
      CountDownLatch finished = new CountDownLatch(threads);
      int[] seen = new int[1];
      Async[] async = new Async[1];
      async[0] =
          new Async(
              manual.loop,
              () -> {
                seen[0] = produced.get();
                if (seen[0] == threads * perThread) {
                  async[0].close();
                }
              });
      List<Thread> senders = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        senders.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 0; i < perThread; i++) {
                        produced.incrementAndGet();
                        async[0].send();
                      }
                      finished.countDown();
                    }));
      }
      manual.run();
      assertEquals(threads * perThread, seen[0], "the last send was seen: else run never ends");
      finished.await();
      for (Thread sender : senders) {
        sender.join();
      }
    }
  }
}
