package dev.gori.inspect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices a callback that runs for too long while it runs, and samples its stack: Java's if it is
 * in a host call, else JavaScript's, which an interrupt gives.
 *
 * <p>Thread: the inspector's, but for the stacks, which the loop thread hands over.
 */
final class BlockedWatch {
  private static final double SAMPLE_NANOS = 20e6;
  private static final int MAX_SAMPLES = 500;

  /** Gives the stack of the running JavaScript, on the loop thread, if it is still wanted then. */
  interface StackSource {
    void request(java.util.function.BooleanSupplier wanted, Consumer<String> receiver);
  }

  private record Sample(long number, String stack) {}

  private final RecordMemory memory;
  private final Names names;
  private final double thresholdNanos;
  private final @Nullable StackSource stacks;
  private final @Nullable Thread loopThread;
  private final Consumer<LoopEvent.Blocked> listener;
  private final ConcurrentLinkedQueue<Sample> taken = new ConcurrentLinkedQueue<>();

  private long seen;
  private double seenAt;
  private double lastRequest;
  private long heldNumber;
  private double heldUntil;
  private LoopEvent.@Nullable Blocked current;
  private final Map<String, Integer> counts = new HashMap<>();
  private int samples;

  BlockedWatch(
      RecordMemory memory,
      Names names,
      double thresholdNanos,
      @Nullable StackSource stacks,
      @Nullable Thread loopThread,
      Consumer<LoopEvent.Blocked> listener) {
    this.memory = memory;
    this.names = names;
    this.thresholdNanos = thresholdNanos;
    this.stacks = stacks;
    this.loopThread = loopThread;
    this.listener = listener;
  }

  /** What blocks the loop now; null: nothing does. */
  LoopEvent.@Nullable Blocked current() {
    return current;
  }

  /**
   * Looks; called every few milliseconds.
   *
   * @param held whether the callback waits for a permission to run
   */
  void look(double now, boolean held) {
    Current running = Current.read(memory, names);
    boolean runs = running.state() != RecordLayout.IDLE && !held;
    LoopEvent.Blocked blocked = current;
    if (blocked != null && (!runs || running.number() != blocked.number())) {
      end(blocked, blocked.since(), now);
      blocked = null;
    }
    if (held) {
      heldNumber = running.number();
      heldUntil = now;
    }
    if (!runs) {
      return;
    }
    if (running.number() != seen) {
      seen = running.number();
      seenAt = now;
    }
    double since = running.start() > 0 ? running.start() : seenAt;
    if (running.number() == heldNumber) {
      since = Math.max(since, heldUntil);
    }
    if (now - since < thresholdNanos) {
      return;
    }
    boolean changed = blocked == null;
    if (now - lastRequest >= SAMPLE_NANOS && samples < MAX_SAMPLES) {
      lastRequest = now;
      requestStack(running.number());
    }
    changed |= takeSamples(running.number());
    List<String> stack = mostSeen();
    LoopEvent.Blocked next =
        new LoopEvent.Blocked(
            running.number(),
            since,
            now - since,
            false,
            running.phase(),
            running.stateText(),
            running.site().number() == 0 ? Site.ofStack(stack) : running.site(),
            running.kind(),
            running.cause(),
            stack,
            samples,
            hostCall());
    current = next;
    if (changed) {
      listener.accept(next);
    }
  }

  /** The callback's record, which knows when it began and what it took. */
  void ended(long number, double start, double took) {
    LoopEvent.Blocked blocked = current;
    if (blocked != null && blocked.number() == number) {
      end(blocked, start, start + took);
    }
  }

  private void end(LoopEvent.Blocked blocked, double since, double at) {
    takeSamples(blocked.number());
    current = null;
    LoopEvent.Blocked last =
        new LoopEvent.Blocked(
            blocked.number(),
            since,
            at - since,
            true,
            blocked.phase(),
            blocked.state(),
            blocked.site(),
            blocked.kind(),
            blocked.cause(),
            mostSeen(),
            samples,
            blocked.host());
    counts.clear();
    samples = 0;
    lastRequest = 0;
    listener.accept(last);
  }

  private void requestStack(long number) {
    if (stacks != null) {
      stacks.request(
          () -> Current.read(memory, names).number() == number,
          stack -> taken.add(new Sample(number, stack)));
    }
  }

  private boolean takeSamples(long number) {
    boolean any = false;
    for (Sample sample = taken.poll(); sample != null; sample = taken.poll()) {
      if (sample.number() == number && !sample.stack().isEmpty()) {
        counts.merge(sample.stack(), 1, Integer::sum);
        samples++;
        any = true;
      }
    }
    return any;
  }

  private List<String> mostSeen() {
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> entry.getKey().lines().toList())
        .orElse(List.of());
  }

  /** The first frame of the runtime's Java, when the loop thread is in it and not in JavaScript. */
  private @Nullable String hostCall() {
    if (loopThread == null) {
      return null;
    }
    StackTraceElement[] frames = loopThread.getStackTrace();
    for (StackTraceElement frame : frames) {
      String name = frame.getClassName();
      if (name.startsWith("com.caoccao.javet.interop.V8Native")) {
        return null;
      }
      if (name.startsWith("dev.gori.")) {
        return Objects.requireNonNull(frame.toString());
      }
    }
    return null;
  }
}
