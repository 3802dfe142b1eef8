package dev.gori.inspect;

/** The JMX bean of a program's loop. Any thread. */
final class LoopStatistics implements LoopMXBean {
  private final LoopInspector inspector;

  LoopStatistics(LoopInspector inspector) {
    this.inspector = inspector;
  }

  private Statistics.Totals totals() {
    return inspector.statistics().totals();
  }

  @Override
  public long getIterations() {
    return totals().iterations();
  }

  @Override
  public long getCallbacks() {
    return totals().callbacks();
  }

  @Override
  public long getTicks() {
    return totals().ticks();
  }

  @Override
  public long getPoolJobs() {
    return totals().jobs();
  }

  @Override
  public int getPoolQueueLength() {
    return inspector.program().loop().pool().queueLength();
  }

  @Override
  public double getWorkTime() {
    return totals().work() / 1e6;
  }

  @Override
  public double getWaitTime() {
    return totals().waited() / 1e6;
  }

  @Override
  public double getUtilization() {
    return totals().utilization();
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
