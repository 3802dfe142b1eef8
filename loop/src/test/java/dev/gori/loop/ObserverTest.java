package dev.gori.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObserverTest {
  /** Writes down everything that it sees. */
  private static final class Recording implements LoopObserver {
    final List<String> seen = new ArrayList<>();

    @Override
    public void iterationBegin(EventLoop loop, long iteration) {
      seen.add("iteration " + iteration);
    }

    @Override
    public void iterationEnd(EventLoop loop, long iteration) {
      seen.add("iteration ends");
    }

    @Override
    public void phaseBegin(EventLoop loop, Phase phase) {
      seen.add(phase + ", pending " + loop.pendingCount() + ", closing " + loop.closingCount());
    }

    @Override
    public void phaseEnd(EventLoop loop, Phase phase, int callbacks) {
      seen.add(phase + " ran " + callbacks);
    }

    @Override
    public void callbackBegin(EventLoop loop, Phase phase, Resource resource) {
      seen.add("> " + resource.kind());
    }

    @Override
    public void callbackEnd(EventLoop loop, Phase phase, Resource resource) {
      seen.add("< " + resource.kind());
    }

    @Override
    public void flushBegin(EventLoop loop, Phase phase) {
      seen.add("flush");
    }

    @Override
    public void flushEnd(EventLoop loop, Phase phase) {
      seen.add("flushed");
    }

    @Override
    public void waitBegin(EventLoop loop, long timeoutMillis) {
      seen.add("wait " + timeoutMillis);
    }

    @Override
    public void waitEnd(EventLoop loop, int ready) {
      seen.add("ready " + ready);
    }
  }

  @Test
  void seesPhasesCallbacksWaitsAndQueues() {
    Recording recording = new Recording();
    try (ManualLoop manual = new ManualLoop(builder -> builder.observer(recording))) {
      manual.timer(5, () -> manual.check(() -> {}).close(() -> {}));
      manual.run();
    }
    assertEquals(
        List.of(
            "iteration 1",
            "TIMERS, pending 0, closing 0",
            "TIMERS ran 0",
            "POLL, pending 0, closing 0",
            "wait 5",
            "ready 0",
            "POLL ran 0",
            "iteration ends",
            "iteration 2",
            "TIMERS, pending 0, closing 0",
            "> timer",
            "< timer",
            "flush",
            "flushed",
            "TIMERS ran 1",
            "POLL, pending 0, closing 1",
            "wait 0",
            "ready 0",
            "POLL ran 0",
            "CLOSING, pending 0, closing 1",
            "> check",
            "< check",
            "flush",
            "flushed",
            "CLOSING ran 1",
            "iteration ends"),
        recording.seen);
  }
}
