package dev.gori.loop;

import org.jspecify.annotations.Nullable;

/** Two observers of one loop. Loop thread only. */
record BothObservers(LoopObserver first, LoopObserver second) implements LoopObserver {
  /** The observers without one of them; null when none is left. */
  static @Nullable LoopObserver without(LoopObserver observer, LoopObserver removed) {
    if (observer == removed) {
      return null;
    }
    if (!(observer instanceof BothObservers both)) {
      return observer;
    }
    LoopObserver first = without(both.first, removed);
    LoopObserver second = without(both.second, removed);
    if (first == null) {
      return second;
    }
    return second == null ? first : new BothObservers(first, second);
  }

  @Override
  public void iterationBegin(EventLoop loop, long iteration) {
    first.iterationBegin(loop, iteration);
    second.iterationBegin(loop, iteration);
  }

  @Override
  public void iterationEnd(EventLoop loop, long iteration) {
    first.iterationEnd(loop, iteration);
    second.iterationEnd(loop, iteration);
  }

  @Override
  public void phaseBegin(EventLoop loop, Phase phase) {
    first.phaseBegin(loop, phase);
    second.phaseBegin(loop, phase);
  }

  @Override
  public void phaseEnd(EventLoop loop, Phase phase, int callbacks) {
    first.phaseEnd(loop, phase, callbacks);
    second.phaseEnd(loop, phase, callbacks);
  }

  @Override
  public void callbackBegin(EventLoop loop, Phase phase, Resource resource) {
    first.callbackBegin(loop, phase, resource);
    second.callbackBegin(loop, phase, resource);
  }

  @Override
  public void callbackEnd(EventLoop loop, Phase phase, Resource resource) {
    first.callbackEnd(loop, phase, resource);
    second.callbackEnd(loop, phase, resource);
  }

  @Override
  public void flushBegin(EventLoop loop, Phase phase) {
    first.flushBegin(loop, phase);
    second.flushBegin(loop, phase);
  }

  @Override
  public void flushEnd(EventLoop loop, Phase phase) {
    first.flushEnd(loop, phase);
    second.flushEnd(loop, phase);
  }

  @Override
  public void waitBegin(EventLoop loop, long timeoutMillis) {
    first.waitBegin(loop, timeoutMillis);
    second.waitBegin(loop, timeoutMillis);
  }

  @Override
  public void waitEnd(EventLoop loop, int ready) {
    first.waitEnd(loop, ready);
    second.waitEnd(loop, ready);
  }
}
