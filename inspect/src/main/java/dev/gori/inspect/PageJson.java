package dev.gori.inspect;

import dev.gori.loop.Phase;
import dev.gori.loop.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page is told, as JSON. Durations are microseconds since the record began. Any thread.
 */
final class PageJson {
  private static final int BUSIEST = 30;
  private static final int BANDS = 12;
  private static final double FIRST_BAND_NANOS = 1e5;

  private PageJson() {}

  /**
   * All that is known now.
   *
   * @param askLoop whether the loop is asked for what keeps it alive
   */
  static String facts(LoopInspector inspector, boolean askLoop) throws InterruptedException {
    LoopEvent.Blocked blocked = inspector.blocked();
    boolean answers = blocked == null && !inspector.gate().isWaiting();
    @Nullable String alive = askLoop && answers ? inspector.facts() : null;
    JsonText json = new JsonText();
    Statistics statistics = inspector.statistics();
    json.object(
        () -> {
          json.field("program", inspector.program().name())
              .field("pid", ProcessHandle.current().pid())
              .field("version", dev.gori.runtime.InspectedProgram.version())
              .field("now", inspector.now() / 1e3)
              .field("threshold", inspector.options().blockedMillis())
              .field("every", inspector.options().every())
              .field("lost", inspector.lost());
          json.name("current").object(() -> current(json, inspector));
          json.name("step")
              .object(
                  () ->
                      json.field("on", inspector.gate().isClosed())
                          .field("waiting", inspector.gate().isWaiting())
                          .field("passed", inspector.gate().passed()));
          if (blocked != null) {
            json.name("blocked").object(() -> blocked(json, blocked, inspector.now()));
            json.name("chain")
                .array(() -> statistics.chain(blocked.cause()).forEach(c -> event(json, c)));
          }
          json.name("queues").object(() -> queues(json, statistics.queues()));
          json.name("pool").object(() -> pool(json, inspector));
          json.name("totals").object(() -> totals(json, statistics));
          json.name("phases")
              .object(
                  () -> {
                    double[] work = statistics.phaseWork();
                    for (Phase phase : Phase.values()) {
                      json.field(TraceFile.nameOf(phase), work[phase.ordinal()] / 1e3);
                    }
                  });
          json.name("delay").object(() -> distribution(json, statistics.delay));
          json.name("poolWait").object(() -> distribution(json, statistics.poolWait));
          json.name("slowest").array(() -> statistics.slowest().forEach(c -> event(json, c)));
          json.name("busiest")
              .array(() -> statistics.busiest(BUSIEST).forEach(c -> calls(json, c)));
          json.name("pastBlocked")
              .array(
                  () ->
                      statistics
                          .blocked()
                          .forEach(b -> json.object(() -> blocked(json, b, inspector.now()))));
          if (alive != null) {
            json.raw("alive", alive);
            json.name("sites").object(() -> sites(json, inspector.names()));
          }
        });
    return json.toString();
  }

  private static void current(JsonText json, LoopInspector inspector) {
    Current current = inspector.current();
    json.field("state", current.stateText())
        .field("phase", TraceFile.nameOf(current.phase()))
        .field("running", current.state() != RecordLayout.IDLE)
        .field("number", current.number())
        .field("kind", current.kind())
        .field("cause", current.cause())
        .field("ticks", current.ticks())
        .field("waitingSince", current.waitingSince() / 1e3)
        .field("start", current.start() / 1e3);
    site(json, current.site());
  }

  private static void site(JsonText json, Site site) {
    json.field("function", site.function())
        .field("place", site.place())
        .field("text", site.text())
        .field("user", site.isUser());
  }

  private static void sites(JsonText json, Names names) {
    names.forEachSite(
        site -> json.name(Integer.toString(site.number())).object(() -> site(json, site)));
  }

  private static void blocked(JsonText json, LoopEvent.Blocked blocked, double now) {
    site(json, blocked.site());
    json.field("number", blocked.number())
        .field("since", blocked.since() / 1e3)
        .field("duration", (blocked.ended() ? blocked.duration() : now - blocked.since()) / 1e3)
        .field("ended", blocked.ended())
        .field("phase", TraceFile.nameOf(blocked.phase()))
        .field("state", blocked.state())
        .field("kind", blocked.kind())
        .field("cause", blocked.cause())
        .field("stack", blocked.stack())
        .field("samples", blocked.samples());
    @Nullable String host = blocked.host();
    if (host != null) {
      json.field("host", host);
    }
  }

  private static void queues(JsonText json, LoopEvent.Queues queues) {
    json.field("pending", queues.pending())
        .field("watchers", queues.watchers())
        .field("immediates", queues.immediates())
        .field("closing", queues.closing())
        .field("requests", queues.requests());
  }

  private static void pool(JsonText json, LoopInspector inspector) {
    WorkerPool pool = inspector.program().loop().pool();
    json.field("size", pool.size())
        .field("started", pool.threadCount())
        .field("queued", pool.queueLength());
    json.name("running")
        .array(
            () ->
                pool.runningJobs()
                    .forEach(
                        job ->
                            json.object(
                                () ->
                                    json.field("thread", job.thread()).field("kind", job.kind()))));
  }

  private static void totals(JsonText json, Statistics statistics) {
    Statistics.Totals totals = statistics.totals();
    json.field("iterations", totals.iterations())
        .field("callbacks", totals.callbacks())
        .field("ticks", totals.ticks())
        .field("jobs", totals.jobs())
        .field("collections", totals.collections())
        .field("collectionTime", totals.collectionTime() / 1e3)
        .field("work", totals.work() / 1e3)
        .field("waited", totals.waited() / 1e3)
        .field("utilization", totals.utilization());
  }

  private static void distribution(JsonText json, Distribution distribution) {
    json.field("count", distribution.count())
        .field("p50", distribution.quantile(0.5) / 1e3)
        .field("p99", distribution.quantile(0.99) / 1e3)
        .field("max", distribution.max() / 1e3)
        .field("mean", distribution.mean() / 1e3);
    json.name("bands")
        .array(
            () -> {
              double from = -1;
              double to = FIRST_BAND_NANOS;
              for (int i = 0; i < BANDS; i++) {
                double upper = i == BANDS - 1 ? Double.MAX_VALUE : to;
                double lower = from;
                json.array(
                    () ->
                        json.number(upper == Double.MAX_VALUE ? 0 : upper / 1e3)
                            .number(distribution.countBetween(lower, upper)));
                from = to;
                to *= i % 3 == 1 ? 2.5 : 2;
              }
            });
  }

  private static void calls(JsonText json, Statistics.Calls calls) {
    json.object(
        () -> {
          site(json, calls.site);
          json.field("kind", calls.kind)
              .field("count", calls.count)
              .field("total", calls.total / 1e3)
              .field("max", calls.max / 1e3);
        });
  }

  /** One event. */
  static void event(JsonText json, LoopEvent event) {
    json.object(
        () -> {
          switch (event) {
            case LoopEvent.Iteration i ->
                json.field("type", "iteration")
                    .field("start", i.start() / 1e3)
                    .field("duration", i.duration() / 1e3)
                    .field("wait", i.waited() / 1e3)
                    .field("number", i.number())
                    .field("callbacks", i.callbacks());
            case LoopEvent.PhaseRun p ->
                json.field("type", "phase")
                    .field("phase", TraceFile.nameOf(p.phase()))
                    .field("start", p.start() / 1e3)
                    .field("duration", p.duration() / 1e3)
                    .field("wait", p.waited() / 1e3)
                    .field("iteration", p.iteration())
                    .field("callbacks", p.callbacks());
            case LoopEvent.Callback c -> {
              json.field("type", "callback")
                  .field("phase", TraceFile.nameOf(c.phase()))
                  .field("start", c.start() / 1e3)
                  .field("duration", c.duration() / 1e3)
                  .field("queues", c.queues() / 1e3)
                  .field("ticks", c.ticks())
                  .field("number", c.number())
                  .field("cause", c.cause())
                  .field("kind", c.kind())
                  .field("id", c.id())
                  .field("shared", c.shared());
              site(json, c.site());
            }
            case LoopEvent.Job j ->
                json.field("type", "job")
                    .field("kind", j.kind())
                    .field("thread", j.thread())
                    .field("start", (j.start() + j.waited()) / 1e3)
                    .field("wait", j.waited() / 1e3)
                    .field("duration", j.run() / 1e3);
            case LoopEvent.Queues q -> {
              json.field("type", "queues").field("start", q.start() / 1e3);
              queues(json, q);
            }
            case LoopEvent.Collection c ->
                json.field("type", "collection")
                    .field("by", c.by())
                    .field("start", c.start() / 1e3)
                    .field("duration", c.duration() / 1e3);
            case LoopEvent.Blocked b -> {
              json.field("type", "blocked").field("start", b.since() / 1e3);
              blocked(json, b, b.since() + b.duration());
            }
          }
        });
  }

  /** One callback with its causes and its line of source. */
  static String callback(LoopInspector inspector, long number) {
    JsonText json = new JsonText();
    List<LoopEvent.Callback> chain = inspector.statistics().chain(number);
    json.object(
        () -> {
          json.name("chain").array(() -> chain.forEach(c -> event(json, c)));
          if (!chain.isEmpty()) {
            json.field("source", sourceLine(chain.getFirst().site()));
          }
        });
    return json.toString();
  }

  /** Empty when there is none to be read: the runtime's own, or code without a file. */
  private static String sourceLine(Site site) {
    String name = site.file();
    Path path =
        name.startsWith("file://")
            ? Path.of(java.net.URI.create(name))
            : Path.of("/").resolve(name);
    if (!site.isUser() || !name.contains("/") || !Files.isRegularFile(path)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(path)) {
      return lines.skip(site.line() - 1L).findFirst().orElse("").strip();
    } catch (IOException | java.io.UncheckedIOException e) {
      return "(" + e.getMessage() + ")";
    }
  }
}
