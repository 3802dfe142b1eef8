package dev.gori.loop;

import dev.gori.loop.testing.ManualClock;
import dev.gori.loop.testing.ManualPoller;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A loop on a manual clock, and a log of what happened. */
final class ManualLoop implements AutoCloseable {
  final ManualClock clock = new ManualClock();
  final ManualPoller poller = new ManualPoller(clock);
  final List<String> log = new ArrayList<>();
  final EventLoop loop;

  ManualLoop() {
    this(builder -> builder);
  }

  ManualLoop(UnaryOperator<LoopBuilder> options) {
    loop = options.apply(EventLoop.builder().clock(clock).poller(poller)).build();
  }

  /** A callback that logs a text. */
  Runnable logs(String text) {
    return () -> log.add(text);
  }

  Timer timer(long timeoutMillis, Runnable callback) {
    Timer timer = new Timer(loop);
    timer.start(timeoutMillis, 0, callback);
    return timer;
  }

  Check check(Runnable callback) {
    Check check = new Check(loop);
    check.start(callback);
    return check;
  }

  Idle idle(Runnable callback) {
    Idle idle = new Idle(loop);
    idle.start(callback);
    return idle;
  }

  Prepare prepare(Runnable callback) {
    Prepare prepare = new Prepare(loop);
    prepare.start(callback);
    return prepare;
  }

  boolean run() {
    return loop.run(RunMode.DEFAULT);
  }

  boolean once() {
    return loop.run(RunMode.ONCE);
  }

  boolean noWait() {
    return loop.run(RunMode.NOWAIT);
  }

  /** Runs iterations until the condition holds; a test's timeout ends what never does. */
  void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (!once() && !condition.getAsBoolean()) {
        throw new AssertionError("the loop ended before: " + log);
      }
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
