package dev.gori.inspect;

/** The JMX bean of a program's loop. Any thread. */
final class LoopStatistics implements LoopMXBean {
  private final LoopInspector inspector;

  LoopStatistics(LoopInspector inspector) {
    this.inspector = inspector;
  }

  @Override
  public long getIterations() {
    return inspector.statistics().iterations();
  }

  @Override
  public long getCallbacks() {
    return inspector.statistics().callbacks();
  }

  @Override
  public long getTicks() {
    return inspector.statistics().ticks();
  }

  @Override
  public long getPoolJobs() {
    return inspector.statistics().jobs();
  }

  @Override
  public int getPoolQueueLength() {
    return inspector.program().loop().pool().queueLength();
  }

  @Override
  public double getWorkTime() {
    return inspector.statistics().work() / 1e6;
  }

  @Override
  public double getWaitTime() {
    return inspector.statistics().waited() / 1e6;
  }

  @Override
  public double getUtilization() {
    double work = getWorkTime();
    double all = work + getWaitTime();
    return all == 0 ? 0 : work / all;
  }

  @Override
  public double getDelayMedian() {
    return inspector.statistics().delay.quantile(0.5) / 1e6;
  }

  @Override
  public double getDelay99() {
    return inspector.statistics().delay.quantile(0.99) / 1e6;
  }

  @Override
  public double getDelayMax() {
    return inspector.statistics().delay.max() / 1e6;
  }

  @Override
  public int getBlockedCallbacks() {
    return inspector.statistics().blocked().size();
  }

  @Override
  public String getRunning() {
    Current current = inspector.current();
    return current.state() == RecordLayout.IDLE ? "" : current.site().text();
  }
}
