package dev.gori.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gori.runtime.Program;
import dev.gori.runtime.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trace files, Flight Recorder events and the JMX bean. */
final class TraceTest {
  private static final String CODE =
      """
      function handler() { for (const end = Date.now() + 400; Date.now() < end;); }
      setTimeout(handler, 1);
      require('fs').stat('.', () => {});
      """;

  /** Checks a trace against the format, in JavaScript, for that parses JSON. */
  private static final String CHECK =
      """
      let text = require('fs').readFileSync(process.argv[1], 'utf8');
      const events = JSON.parse(text);
      if (!Array.isArray(events) || events.length < 10) throw new Error('no array of events');
      const threads = new Set();
      for (const event of events) {
        const { name, cat, ph, pid, tid, ts, dur, args } = event;
        const bad = (what) => { throw new Error(`${what}: ${JSON.stringify(event)}`); };
        if (typeof name !== 'string' || name === '') bad('name');
        if (typeof cat !== 'string') bad('cat');
        if (!Number.isInteger(pid) || !Number.isInteger(tid)) bad('ids');
        if (!Number.isFinite(ts) || ts < 0) bad('ts');
        if (typeof args !== 'object' || args === null) bad('args');
        if (ph === 'M') {
          if (name === 'thread_name') threads.add(tid);
        } else if (ph === 'X') {
          if (!Number.isFinite(dur) || dur < 0) bad('dur');
          if (!threads.has(tid)) bad('thread without a name');
        } else if (ph === 'C') {
          if (Object.values(args).some((value) => typeof value !== 'number')) bad('counter');
        } else bad('ph');
      }
      const has = (cat, test) => events.some((event) => event.cat === cat && test(event));
      console.log([
        has('loop', (e) => e.name === 'iteration'), has('phase', (e) => e.name === 'poll'),
        has('callback', (e) => e.name === 'handler' && e.args.kind === 'Timeout'),
        has('pool', (e) => e.name === 'fs.stat'),
        has('blocked', (e) => e.name.startsWith('blocked: handler') && e.args.stack.includes('handler')),
      ].join());
      """;

  @TempDir Path folder;

  @Test
  void traceFileFollowsTheFormat() throws Exception {
    Path trace = folder.resolve("trace.json");
    try (InspectedRun run =
        InspectedRun.ofCode(CODE, InspectorOptions.record().withTraceFile(trace))) {
      run.waitFor();
    }
    assertEquals("true,true,true,true,true", check(trace));
  }

  @Test
  void traceFileIsValidWithoutItsEnd() throws Exception {
    Path trace = folder.resolve("trace.json");
    try (InspectedRun run =
        InspectedRun.ofCode(
            CODE + "setInterval(() => {}, 1000)", InspectorOptions.record().withTraceFile(trace))) {
      run.inspector();
      Path cut = folder.resolve("cut.json");
      for (int i = 0; ; i++) {
        String text = Files.readString(trace);
        assertTrue(i < 100_000, "the trace is not written while the program runs");
        if (text.contains("blocked: handler")
            && text.contains("\"name\":\"iteration\"")
            && text.contains("\"name\":\"poll\"")
            && text.contains("\"name\":\"fs.stat\"")) {
          // What lies on the disk now is what a crash would leave.
          Files.writeString(cut, text + "]");
          break;
        }
        run.inspector().facts();
      }
      assertEquals("true,true,true,true,true", check(cut));
    }
  }

  private static String check(Path trace) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Program program =
        Program.builder()
            .code(CHECK)
            .arguments(trace.toString())
            .streams(StandardStreams.of(InputStream.nullInputStream(), out, out))
            .start()) {
      program.waitFor();
    }
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void flightRecorderHasTheEvents() throws Exception {
    Path file = folder.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      for (String name : List.of("Iteration", "Phase", "Callback", "PoolJob", "Blocked")) {
        recording.enable("dev.gori." + name);
      }
      recording.start();
      try (InspectedRun run = InspectedRun.ofCode(CODE, InspectorOptions.record())) {
        run.waitFor();
      }
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    Set<String> names =
        events.stream()
            .map(e -> e.getEventType().getName())
            .filter(name -> name.startsWith("dev.gori."))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        Set.of(
            "dev.gori.Iteration",
            "dev.gori.Phase",
            "dev.gori.Callback",
            "dev.gori.PoolJob",
            "dev.gori.Blocked"),
        names);
    RecordedEvent blocked =
        events.stream()
            .filter(e -> e.getEventType().getName().equals("dev.gori.Blocked"))
            .filter(e -> e.getString("function").equals("handler"))
            .findFirst()
            .orElseThrow();
    assertTrue(blocked.getDuration("took").toMillis() >= 119);
  }

  @Test
  void beanCounts() throws Exception {
    try (InspectedRun run =
        InspectedRun.ofCode("setInterval(() => {}, 1)", InspectorOptions.record())) {
      run.inspector();
      var server = ManagementFactory.getPlatformMBeanServer();
      ObjectName pattern = new ObjectName("dev.gori:type=EventLoop,*");
      long callbacks = 0;
      for (int i = 0; i < 1_000_000 && callbacks < 5; i++) {
        Set<ObjectName> found = server.queryNames(pattern, null);
        if (!found.isEmpty()) {
          callbacks = (Long) server.getAttribute(found.iterator().next(), "Callbacks");
        }
      }
      assertTrue(callbacks >= 5);
    }
    assertTrue(
        ManagementFactory.getPlatformMBeanServer()
            .queryNames(new ObjectName("dev.gori:type=EventLoop,*"), null)
            .isEmpty());
  }
}
