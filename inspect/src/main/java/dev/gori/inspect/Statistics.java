package dev.gori.inspect;

import dev.gori.loop.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** What the events add up to. Its methods exclude one another: any thread. */
final class Statistics {
  private static final int SLOWEST = 20;
  private static final int REMEMBERED = 1 << 14;
  private static final int BLOCKED_KEPT = 50;

  /** All calls of one function. */
  static final class Calls {
    final Site site;
    final String kind;
    long count;
    double total;
    double max;

    Calls(Site site, String kind) {
      this.site = site;
      this.kind = kind;
    }
  }

  private record CallsKey(int site, String kind) {}

  /** Counts, and times in nanoseconds: of collections, of the loop at work, of its waits. */
  record Totals(
      long iterations,
      long callbacks,
      long ticks,
      long jobs,
      long collections,
      double collectionTime,
      double work,
      double waited) {
    /** The part of the time that the loop did not wait, 0 to 1. */
    double utilization() {
      double all = work + waited;
      return all == 0 ? 0 : work / all;
    }
  }

  private final double[] phaseWork = new double[Phase.values().length];
  private final Map<CallsKey, Calls> calls = new HashMap<>();
  private final PriorityQueue<LoopEvent.Callback> slowest =
      new PriorityQueue<>(Comparator.comparingDouble(c -> c.duration() + c.queues()));
  private final Map<Long, LoopEvent.Callback> byNumber =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, LoopEvent.Callback> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final ArrayDeque<LoopEvent.Blocked> blocked = new ArrayDeque<>();
  final Distribution delay = new Distribution();
  final Distribution poolWait = new Distribution();
  final Distribution poolRun = new Distribution();
  private long iterations;
  private long callbacks;
  private long ticks;
  private long jobs;
  private long collections;
  private double collectionTime;
  private double work;
  private double waited;
  private LoopEvent.Queues queues = new LoopEvent.Queues(0, 0, 0, 0, 0, 0, 0);

  synchronized void add(LoopEvent event) {
    switch (event) {
      case LoopEvent.Iteration i -> {
        iterations++;
        work += i.duration() - i.waited();
        waited += i.waited();
        delay.record(i.duration() - i.waited());
      }
      case LoopEvent.PhaseRun p -> phaseWork[p.phase().ordinal()] += p.duration() - p.waited();
      case LoopEvent.Callback c -> add(c);
      case LoopEvent.Job j -> {
        jobs++;
        poolWait.record(j.waited());
        poolRun.record(j.run());
      }
      case LoopEvent.Queues q -> queues = q;
      case LoopEvent.Collection c -> {
        collections++;
        collectionTime += c.duration();
      }
      case LoopEvent.Blocked b -> {
        if (b.ended()) {
          blocked.addFirst(b);
          if (blocked.size() > BLOCKED_KEPT) {
            blocked.removeLast();
          }
        }
      }
    }
  }

  private void add(LoopEvent.Callback c) {
    callbacks++;
    ticks += c.ticks();
    byNumber.put(c.number(), c);
    double cost = c.duration() + c.queues();
    Calls all =
        calls.computeIfAbsent(
            new CallsKey(c.site().number(), c.kind()), k -> new Calls(c.site(), c.kind()));
    all.count++;
    all.total += cost;
    all.max = Math.max(all.max, cost);
    slowest.add(c);
    if (slowest.size() > SLOWEST) {
      slowest.poll();
    }
  }

  /** The callback of a number, if it is remembered, the callback that started it, and so on. */
  synchronized List<LoopEvent.Callback> chain(long number) {
    List<LoopEvent.Callback> chain = new ArrayList<>();
    LoopEvent.Callback callback = byNumber.get(number);
    while (callback != null && chain.size() < SLOWEST) {
      chain.add(callback);
      callback = callback.cause() < callback.number() ? byNumber.get(callback.cause()) : null;
    }
    return chain;
  }

  synchronized List<LoopEvent.Callback> slowest() {
    return slowest.stream()
        .sorted(
            Comparator.comparingDouble((LoopEvent.Callback c) -> c.duration() + c.queues())
                .reversed())
        .toList();
  }

  /** Copies, those with the most time first. */
  synchronized List<Calls> busiest(int most) {
    return calls.values().stream()
        .sorted(Comparator.comparingDouble((Calls c) -> c.total).reversed())
        .limit(most)
        .map(
            c -> {
              Calls copy = new Calls(c.site, c.kind);
              copy.count = c.count;
              copy.total = c.total;
              copy.max = c.max;
              return copy;
            })
        .toList();
  }

  synchronized List<LoopEvent.Blocked> blocked() {
    return List.copyOf(blocked);
  }

  synchronized double[] phaseWork() {
    return phaseWork.clone();
  }

  synchronized LoopEvent.Queues queues() {
    return queues;
  }

  synchronized Totals totals() {
    return new Totals(
        iterations, callbacks, ticks, jobs, collections, collectionTime, work, waited);
  }
}
