package dev.gori.inspect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes Chrome's trace event format, which Perfetto and chrome://tracing open: an array of events,
 * one a line, each a complete one; the closing bracket may be missing, so the file is valid at any
 * time. Belongs to the inspector's thread.
 */
final class TraceFile implements AutoCloseable {
  private static final int LOOP = 1;
  private static final int PHASES = 2;
  private static final int CALLBACKS = 3;
  private static final int BLOCKED = 4;
  private static final int COLLECTIONS = 5;
  private static final int FIRST_POOL_THREAD = 10;

  private final OutputStream out;

  /** Whole lines, written at once: what is on the disk ends with an event. */
  private final StringBuilder lines = new StringBuilder("[\n");

  private final long pid = ProcessHandle.current().pid();
  private final Map<String, Integer> poolThreads = new HashMap<>();
  private boolean first = true;

  /** Makes the file, or empties it. */
  TraceFile(Path path, String program) throws IOException {
    out = Files.newOutputStream(path);
    name("process_name", 0, "gori " + program);
    name("thread_name", LOOP, "loop: iterations");
    name("thread_name", PHASES, "loop: phases");
    name("thread_name", CALLBACKS, "loop: callbacks");
    name("thread_name", BLOCKED, "loop: blocked");
    name("thread_name", COLLECTIONS, "garbage collection");
    flush();
  }

  void flush() throws IOException {
    if (!lines.isEmpty()) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
      lines.setLength(0);
    }
  }

  @Override
  public void close() throws IOException {
    lines.append("\n]\n");
    flush();
    out.close();
  }

  void write(LoopEvent event) throws IOException {
    switch (event) {
      case LoopEvent.Iteration i -> {
        JsonText args = new JsonText();
        args.object(
            () ->
                args.field("number", i.number())
                    .field("wait_us", i.waited() / 1e3)
                    .field("callbacks", i.callbacks()));
        complete("iteration", "loop", LOOP, i.start(), i.duration(), args);
      }
      case LoopEvent.PhaseRun p -> {
        JsonText args = new JsonText();
        args.object(
            () ->
                args.field("iteration", p.iteration())
                    .field("wait_us", p.waited() / 1e3)
                    .field("callbacks", p.callbacks()));
        complete(nameOf(p.phase()), "phase", PHASES, p.start(), p.duration(), args);
      }
      case LoopEvent.Callback c -> {
        JsonText args = new JsonText();
        args.object(
            () ->
                args.field("kind", c.kind())
                    .field("phase", nameOf(c.phase()))
                    .field("number", c.number())
                    .field("cause", c.cause())
                    .field("id", c.id())
                    .field("place", c.site().place())
                    .field("ticks", c.ticks())
                    .field("callback_us", c.duration() / 1e3)
                    .field("queues_us", c.queues() / 1e3)
                    .field("shared", c.shared()));
        String function = c.site().function();
        complete(
            function.isEmpty() ? c.kind() : function,
            "callback",
            CALLBACKS,
            c.start(),
            c.duration() + c.queues(),
            args);
      }
      case LoopEvent.Job j -> {
        JsonText args = new JsonText();
        args.object(() -> args.field("wait_us", j.waited() / 1e3));
        complete(j.kind(), "pool", thread(j.thread()), j.start() + j.waited(), j.run(), args);
      }
      case LoopEvent.Queues q -> {
        JsonText args = new JsonText();
        args.object(
            () ->
                args.field("pending", q.pending())
                    .field("watchers", q.watchers())
                    .field("immediates", q.immediates())
                    .field("closing", q.closing())
                    .field("requests", q.requests()));
        JsonText json = begin("queues", "loop", "C", LOOP, q.start());
        line(json.raw("args", args.toString()));
      }
      case LoopEvent.Collection c -> {
        JsonText args = new JsonText();
        args.object(() -> args.field("by", c.by()));
        complete("collection by " + c.by(), "gc", COLLECTIONS, c.start(), c.duration(), args);
      }
      case LoopEvent.Blocked b -> {
        if (b.ended()) {
          JsonText args = new JsonText();
          args.object(
              () ->
                  args.field("place", b.site().place())
                      .field("number", b.number())
                      .field("stack", String.join("\n", b.stack()))
                      .field("samples", b.samples()));
          complete(
              "blocked: " + b.site().text(), "blocked", BLOCKED, b.since(), b.duration(), args);
        }
      }
    }
  }

  static String nameOf(dev.gori.loop.Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }

  private int thread(String name) throws IOException {
    Integer known = poolThreads.get(name);
    if (known != null) {
      return known;
    }
    int number = FIRST_POOL_THREAD + poolThreads.size();
    poolThreads.put(name, number);
    name("thread_name", number, name);
    return number;
  }

  private void name(String what, int thread, String name) throws IOException {
    JsonText args = new JsonText();
    args.object(() -> args.field("name", name));
    line(begin(what, "__metadata", "M", thread, 0).raw("args", args.toString()));
  }

  private void complete(
      String name, String category, int thread, double start, double duration, JsonText args)
      throws IOException {
    line(
        begin(name, category, "X", thread, start)
            .field("dur", Math.max(0, duration) / 1e3)
            .raw("args", args.toString()));
  }

  private JsonText begin(String name, String category, String type, int thread, double start) {
    return new JsonText()
        .field("name", name)
        .field("cat", category)
        .field("ph", type)
        .field("pid", pid)
        .field("tid", thread)
        .field("ts", start / 1e3);
  }

  private void line(JsonText fields) throws IOException {
    if (!first) {
      lines.append(",\n");
    }
    first = false;
    lines.append('{').append(fields).append('}');
  }
}
