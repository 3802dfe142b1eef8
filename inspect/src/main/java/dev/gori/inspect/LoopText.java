package dev.gori.inspect;

import dev.gori.loop.Phase;
import dev.gori.loop.WorkerPool;
import dev.gori.runtime.InspectedProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The answers of {@code gori loop now}, {@code why} and {@code top}, as text. Any thread. */
final class LoopText {
  private static final int STACK_ATTEMPTS = 20;
  private static final long STACK_MILLIS = 50;
  private static final int BUSIEST = 10;

  private LoopText() {}

  /** What runs now. */
  static String now(LoopInspector inspector) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    Current current = inspector.current();
    if (current.state() == RecordLayout.IDLE) {
      text.append("Nothing runs: the loop is ");
      if (current.waitingSince() > 0) {
        text.append("waiting for events since ")
            .append(duration(inspector.now() - current.waitingSince()))
            .append(".\n");
      } else {
        text.append("between two callbacks, in the ")
            .append(TraceFile.nameOf(current.phase()))
            .append(" phase.\n");
      }
      return text.toString();
    }
    LoopEvent.Blocked blocked = inspector.blocked();
    double since = blocked != null ? blocked.since() : current.start();
    List<String> stack =
        blocked != null && !blocked.stack().isEmpty()
            ? blocked.stack()
            : stack(inspector.program());
    text.append(headline(current, stack)).append('\n');
    if (since > 0) {
      text.append("  running for ").append(duration(inspector.now() - since)).append('\n');
    }
    text.append("  a ")
        .append(current.kind())
        .append(" in the ")
        .append(TraceFile.nameOf(current.phase()))
        .append(" phase, in its ")
        .append(current.stateText())
        .append('\n');
    List<LoopEvent.Callback> chain = inspector.statistics().chain(current.cause());
    for (LoopEvent.Callback cause : chain) {
      String causeText = cause.site().text();
      text.append("  scheduled by ")
          .append(causeText.isEmpty() ? cause.kind() : causeText)
          .append('\n');
    }
    appendStack(text, stack);
    return text.toString();
  }

  /** The program's function that runs: the callback's, or the first one on the stack. */
  private static String headline(Current current, List<String> stack) {
    if (current.site().isUser()) {
      return current.site().text();
    }
    String known = current.site().text();
    return stack.stream()
        .filter(frame -> !frame.contains("node:"))
        .findFirst()
        .orElse(known.isEmpty() ? current.kind() : known);
  }

  /** What runs in a loop that does not get to the point where it could answer. */
  static String stuck(InspectedProgram program) throws InterruptedException {
    List<String> stack = stack(program);
    StringBuilder text = new StringBuilder();
    text.append("The loop does not turn, so it can say nothing of its handles.\n");
    if (stack.isEmpty()) {
      text.append("It is in the runtime:\n");
      for (StackTraceElement frame : program.thread().getStackTrace()) {
        text.append("    at ").append(frame).append('\n');
      }
      return text.toString();
    }
    String own =
        stack.stream().filter(f -> !f.contains("node:")).findFirst().orElse(stack.getFirst());
    text.append("It runs ")
        .append(own)
        .append(", in the ")
        .append(TraceFile.nameOf(program.loop().phase()))
        .append(" phase.\n");
    appendStack(text, stack);
    return text.toString();
  }

  private static void appendStack(StringBuilder text, List<String> stack) {
    if (!stack.isEmpty()) {
      text.append("stack:\n");
      stack.forEach(frame -> text.append("    at ").append(frame).append('\n'));
    }
  }

  /** A stack of what runs; empty when none can be had. */
  private static List<String> stack(InspectedProgram program) throws InterruptedException {
    BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    for (int i = 0; i < STACK_ATTEMPTS; i++) {
      program.interruptForStack(() -> true, taken::add);
      String stack = taken.poll(STACK_MILLIS, TimeUnit.MILLISECONDS);
      if (stack != null && !stack.isBlank()) {
        return stack.lines().toList();
      }
    }
    return List.of();
  }

  /** Why the program is alive. */
  static String why(LoopInspector inspector) throws InterruptedException {
    @Nullable String text = inspector.why();
    return text == null ? "The loop does not answer:\n" + now(inspector) : text;
  }

  /** A screen of figures. */
  static String top(LoopInspector inspector) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    Statistics statistics = inspector.statistics();
    Statistics.Totals totals = statistics.totals();
    text.append(
        String.format(
            Locale.ROOT,
            "%s  (process %d)   busy %.1f %%   %d iterations   %d callbacks   %d ticks%n",
            inspector.program().name(),
            ProcessHandle.current().pid(),
            totals.utilization() * 100,
            totals.iterations(),
            totals.callbacks(),
            totals.ticks()));
    text.append(
        String.format(
            Locale.ROOT,
            "delay   p50 %s   p99 %s   max %s%n",
            duration(statistics.delay.quantile(0.5)),
            duration(statistics.delay.quantile(0.99)),
            duration(statistics.delay.max())));
    LoopEvent.Queues queues = statistics.queues();
    text.append(
        String.format(
            Locale.ROOT,
            "queues  pending %d   watched %d   immediates %d   closing %d   requests %d%n",
            queues.pending(),
            queues.watchers(),
            queues.immediates(),
            queues.closing(),
            queues.requests()));
    WorkerPool pool = inspector.program().loop().pool();
    List<String> jobs = new ArrayList<>();
    pool.runningJobs().forEach(job -> jobs.add(job.kind()));
    text.append(
        String.format(
            Locale.ROOT,
            "pool    %d of %d busy   %d queued   wait p99 %s   %s%n",
            jobs.size(),
            pool.size(),
            pool.queueLength(),
            duration(statistics.poolWait.quantile(0.99)),
            String.join(" ", jobs)));
    text.append("phases ");
    double[] phases = statistics.phaseWork();
    for (Phase phase : Phase.values()) {
      text.append(
          String.format(
              Locale.ROOT,
              " %s %.0f %%  ",
              TraceFile.nameOf(phase),
              totals.work() == 0 ? 0 : phases[phase.ordinal()] / totals.work() * 100));
    }
    Current current = inspector.current();
    LoopEvent.Blocked blocked = inspector.blocked();
    text.append(String.format(Locale.ROOT, "%nnow     "));
    if (blocked != null) {
      text.append("BLOCKED for ")
          .append(duration(inspector.now() - blocked.since()))
          .append(" in ")
          .append(blocked.site().text());
    } else if (current.state() == RecordLayout.IDLE) {
      text.append(current.stateText());
    } else {
      text.append(current.site().text());
    }
    text.append(
        String.format(
            Locale.ROOT, "%n%n%10s %10s %10s  %s%n", "calls", "total", "longest", "function"));
    for (Statistics.Calls calls : statistics.busiest(BUSIEST)) {
      String name = calls.site.text();
      text.append(
          String.format(
              Locale.ROOT,
              "%10d %10s %10s  %s%n",
              calls.count,
              duration(calls.total),
              duration(calls.max),
              name.isEmpty() ? calls.kind : name));
    }
    return text.toString();
  }

  /** Nanoseconds for people. */
  static String duration(double nanos) {
    if (nanos >= 1e9) {
      return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
    if (nanos >= 1e6) {
      return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
    return String.format(Locale.ROOT, "%.0f us", nanos / 1e3);
  }
}
