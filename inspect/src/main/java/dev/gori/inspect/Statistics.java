package dev.gori.inspect;

import dev.gori.loop.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What the events add up to. Its methods exclude one another: any thread. */
final class Statistics {
  private static final int SLOWEST = 20;
  private static final int REMEMBERED = 1 << 14;
  private static final int BLOCKED_KEPT = 50;
  private static final int RECENT = 256;

  /** All calls of one function. */
  static final class Calls {
    /** Of its records: site and kind. */
    final long key;

    final Site site;
    final String kind;
    long count;
    double total;
    double max;

    Calls(long key, Site site, String kind) {
      this.key = key;
      this.site = site;
      this.kind = kind;
    }
  }

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
  private final EventDecoder decoder;
  private final Map<Long, Calls> calls = new HashMap<>();

  /** Those found last, by a part of their keys: the map would make an object for each question. */
  private final @Nullable Calls[] recentCalls = new Calls[RECENT];

  private final PriorityQueue<LoopEvent.Callback> slowest =
      new PriorityQueue<>(Comparator.comparingDouble(c -> c.duration() + c.queues()));

  /** The last records, each where a part of its number says. */
  private final double[] byNumber = new double[REMEMBERED * RecordLayout.RECORD_DOUBLES];

  private final ArrayDeque<LoopEvent.Blocked> blocked = new ArrayDeque<>();
  final Distribution delay = new Distribution();
  final Distribution poolWait = new Distribution();
  final Distribution poolRun = new Distribution();
  private double leastOfSlowest;
  private long iterations;
  private long callbacks;
  private long ticks;
  private long jobs;
  private long collections;
  private double collectionTime;
  private double work;
  private double waited;

  /** The last record of them. */
  private final double[] queues = new double[RecordLayout.RECORD_DOUBLES];

  Statistics(EventDecoder decoder) {
    this.decoder = decoder;
  }

  synchronized void add(LoopEvent.Collection collection) {
    collections++;
    collectionTime += collection.duration();
  }

  /** Adds what has blocked the loop and has ended. */
  synchronized void add(LoopEvent.Blocked ended) {
    blocked.addFirst(ended);
    if (blocked.size() > BLOCKED_KEPT) {
      blocked.removeLast();
    }
  }

  /** Adds a record as {@link RecordReader} hands it over. */
  synchronized void add(double[] r) {
    switch (EventDecoder.typeOf(r)) {
      case RecordLayout.ITERATION -> {
        iterations++;
        work += r[2] - r[3];
        waited += r[3];
        delay.record(r[2] - r[3]);
      }
      case RecordLayout.PHASE_RECORD -> phaseWork[EventDecoder.phaseOf(r).ordinal()] += r[2] - r[3];
      case RecordLayout.CALLBACK -> addCallback(r);
      case RecordLayout.JOB -> {
        jobs++;
        poolWait.record(r[2]);
        poolRun.record(r[3]);
      }
      case RecordLayout.QUEUES -> System.arraycopy(r, 0, queues, 0, queues.length);
      default -> throw new IllegalStateException("no such record: " + r[0]);
    }
  }

  private void addCallback(double[] r) {
    callbacks++;
    ticks += EventDecoder.ticksOf(r);
    System.arraycopy(r, 0, byNumber, placeOf((long) r[4]), RecordLayout.RECORD_DOUBLES);
    double cost = Math.max(0, r[2]) + Math.max(0, r[3]);
    Calls all = callsOf(r);
    all.count++;
    all.total += cost;
    all.max = Math.max(all.max, cost);
    if (slowest.size() < SLOWEST || cost > leastOfSlowest) {
      slowest.add(decoder.callback(r));
      if (slowest.size() > SLOWEST) {
        slowest.poll();
      }
      LoopEvent.Callback least = slowest.element();
      leastOfSlowest = least.duration() + least.queues();
    }
  }

  private Calls callsOf(double[] r) {
    long key = (long) r[6];
    int at = (int) (key ^ key >> 23) & RECENT - 1;
    Calls recent = recentCalls[at];
    if (recent != null && recent.key == key) {
      return recent;
    }
    Calls found =
        calls.computeIfAbsent(
            key,
            k -> {
              LoopEvent.Callback c = decoder.callback(r);
              return new Calls(key, c.site(), c.kind());
            });
    recentCalls[at] = found;
    return found;
  }

  private static int placeOf(long number) {
    return (int) (number & REMEMBERED - 1) * RecordLayout.RECORD_DOUBLES;
  }

  private LoopEvent.@Nullable Callback callback(long number) {
    int at = placeOf(number);
    if (number == 0 || (long) byNumber[at + 4] != number) {
      return null;
    }
    return decoder.callback(Arrays.copyOfRange(byNumber, at, at + RecordLayout.RECORD_DOUBLES));
  }

  /** The callback of a number, if it is remembered, the callback that started it, and so on. */
  synchronized List<LoopEvent.Callback> chain(long number) {
    List<LoopEvent.Callback> chain = new ArrayList<>();
    LoopEvent.Callback callback = callback(number);
    while (callback != null && chain.size() < SLOWEST) {
      chain.add(callback);
      callback = callback.cause() < callback.number() ? callback(callback.cause()) : null;
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
              Calls copy = new Calls(c.key, c.site, c.kind);
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
    return EventDecoder.queues(queues);
  }

  synchronized Totals totals() {
    return new Totals(
        iterations, callbacks, ticks, jobs, collections, collectionTime, work, waited);
  }
}
