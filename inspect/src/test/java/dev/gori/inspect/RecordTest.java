package dev.gori.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gori.loop.Phase;
import dev.gori.runtime.InspectedProgram;
import dev.gori.runtime.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of a program. */
final class RecordTest {
  private static final String PROGRAM =
      """
      const fs = require('fs');
      function spin(ms) { for (const end = Date.now() + ms; Date.now() < end;); }
      setTimeout(function first() {
        process.nextTick(function tick() {});
        Promise.resolve().then(() => spin(3));
        setImmediate(function second() {});
      }, 1);
      fs.readFile(__filename, function read() {});
      """;

  @TempDir Path folder;

  private Path program(String text) throws Exception {
    return Files.writeString(folder.resolve("main.js"), text);
  }

  @Test
  void callbacksHaveFunctionPlacePhaseAndCause() throws Exception {
    Path file = program(PROGRAM);
    try (InspectedRun run = InspectedRun.ofFile(file, InspectorOptions.record()).waitFor()) {
      LoopEvent.Callback main = run.events(LoopEvent.Callback.class).getFirst();
      assertEquals("Main", main.kind());
      LoopEvent.Callback first = run.callback("first");
      assertEquals(file + ":3:26", first.site().place());
      assertEquals("Timeout", first.kind());
      assertEquals(Phase.TIMERS, first.phase());
      assertEquals(main.number(), first.cause());
      LoopEvent.Callback second = run.callback("second");
      assertEquals(Phase.CHECK, second.phase());
      assertEquals(first.number(), second.cause());
      assertTrue(second.start() >= first.start() + first.duration());
      LoopEvent.Callback read = run.callback("read");
      assertEquals("Request", read.kind());
      assertEquals(Phase.POLL, read.phase());
      assertEquals(main.number(), read.cause());
    }
  }

  @Test
  void ticksAndMicrotasksCountApartFromTheirCallback() throws Exception {
    Path file = program(PROGRAM);
    try (InspectedRun run = InspectedRun.ofFile(file, InspectorOptions.record()).waitFor()) {
      LoopEvent.Callback first = run.callback("first");
      assertEquals(1, first.ticks());
      assertTrue(first.queues() >= 2e6, first.toString());
      assertEquals(0, run.callback("second").ticks());
    }
  }

  @Test
  void functionsOfLargeModulesHaveTheirPlaceToo() throws Exception {
    Path file = program("//\n".repeat(30_000) + "setImmediate(function large() {});");
    try (InspectedRun run = InspectedRun.ofFile(file, InspectorOptions.record()).waitFor()) {
      assertEquals(file + ":30001:28", run.callback("large").site().place());
    }
  }

  @Test
  void phasesLieInIterationsAndWaitsAreToldApart() throws Exception {
    try (InspectedRun run =
        InspectedRun.ofCode("setTimeout(() => {}, 500)", InspectorOptions.record()).waitFor()) {
      List<LoopEvent.Iteration> iterations = run.events(LoopEvent.Iteration.class);
      assertFalse(iterations.isEmpty());
      for (LoopEvent.PhaseRun phase : run.events(LoopEvent.PhaseRun.class)) {
        LoopEvent.Iteration around =
            iterations.stream()
                .filter(i -> i.number() == phase.iteration())
                .findFirst()
                .orElseThrow();
        assertTrue(phase.start() >= around.start());
        assertTrue(phase.start() + phase.duration() <= around.start() + around.duration());
        assertTrue(phase.waited() == 0 || phase.phase() == Phase.POLL);
      }
      double waited = iterations.stream().mapToDouble(LoopEvent.Iteration::waited).sum();
      assertTrue(waited >= 100e6, "waited " + waited);
    }
  }

  @Test
  void jobsOfThePoolTellThreadWaitAndRun() throws Exception {
    try (InspectedRun run =
        InspectedRun.ofFile(program(PROGRAM), InspectorOptions.record()).waitFor()) {
      LoopEvent.Job job =
          run.events(LoopEvent.Job.class).stream()
              .filter(j -> j.kind().equals("fs.readFile"))
              .findFirst()
              .orElseThrow();
      assertTrue(job.thread().startsWith("gori-pool-"));
      assertTrue(job.waited() >= 0 && job.run() > 0);
    }
  }

  @Test
  void oneOfManyCallbacksIsRecordedWhenSampled() throws Exception {
    String code = "let n = 0; (function next() { if (n++ < 1000) setImmediate(next); })()";
    try (InspectedRun run =
        InspectedRun.ofCode(code, InspectorOptions.record().withEvery(10)).waitFor()) {
      long recorded = run.callbacks("next").count();
      assertTrue(recorded >= 95 && recorded <= 105, "recorded " + recorded);
    }
  }

  @Test
  void longCallbackAmongManyIsNotTakenForShortWhenSampled() throws Exception {
    String code =
        """
        let rounds = 0;
        function slow() { for (const end = Date.now() + 30; Date.now() < end;); }
        function quick() {}
        function round() {
          for (let i = 0; i < 100; i++) setImmediate(i === 60 ? slow : quick);
          if (rounds++ < 20) setImmediate(round);
        }
        round();
        """;
    try (InspectedRun run =
        InspectedRun.ofCode(code, InspectorOptions.record().withEvery(2)).waitFor()) {
      List<LoopEvent.Callback> slow = run.callbacks("slow").toList();
      assertTrue(slow.size() >= 9 && slow.size() <= 12, "recorded " + slow.size());
      for (LoopEvent.Callback callback : slow) {
        assertTrue(callback.duration() >= 28e6, callback.toString());
      }
      // One of them may have been held up by the machine.
      assertTrue(run.callbacks("quick").filter(c -> c.duration() > 5e6).count() <= 1);
      assertTrue(run.callbacks("quick").count() >= 9 * 99);
    }
  }

  @Test
  void blockedCallbackIsToldWhileItIsStuckWithItsStack() throws Exception {
    Path file =
        program(
            """
            function spin(ms) { for (const end = Date.now() + ms; Date.now() < end;); }
            setTimeout(function handler() { spin(400); }, 1);
            """);
    try (InspectedRun run = InspectedRun.ofFile(file, InspectorOptions.record()).waitFor()) {
      List<LoopEvent.Blocked> told =
          run.events(LoopEvent.Blocked.class).stream()
              .filter(b -> b.site().function().equals("handler"))
              .toList();
      assertFalse(told.getFirst().ended());
      assertTrue(told.getFirst().duration() < 300e6, told.getFirst().toString());
      LoopEvent.Blocked withStack =
          told.stream().filter(b -> !b.ended() && b.samples() > 0).findFirst().orElseThrow();
      assertTrue(withStack.stack().getFirst().startsWith("spin (" + file), withStack.toString());
      LoopEvent.Blocked last = told.getLast();
      assertTrue(last.ended());
      assertTrue(last.duration() >= 395e6, last.toString());
      assertEquals(file + ":2:28", last.site().place());
    }
  }

  @Test
  void manyCallbacksShareTheirTimeButNotThatOfALongOne() throws Exception {
    String code =
        """
        let n = 0;
        function spin(ms) { for (const end = performance.now() + ms; performance.now() < end;); }
        for (let i = 0; i < 5000; i++) setImmediate(function next() { n++; });
        setImmediate(function long() { spin(30); });
        for (let i = 0; i < 5000; i++) setImmediate(function next() { n++; });
        """;
    try (InspectedRun run = InspectedRun.ofCode(code, InspectorOptions.record()).waitFor()) {
      List<LoopEvent.Callback> all =
          run.events(LoopEvent.Callback.class).stream()
              .filter(c -> c.kind().equals("Immediate"))
              .toList();
      assertEquals(10_001, all.size());
      assertTrue(all.stream().filter(LoopEvent.Callback::shared).count() > 5000);
      LoopEvent.Callback before = all.getFirst();
      for (LoopEvent.Callback c : all.subList(1, all.size())) {
        double end = before.start() + before.duration() + before.queues();
        assertTrue(c.start() >= end - 1, before + " " + c);
        assertEquals(before.number() + 1, c.number());
        before = c;
      }
      LoopEvent.Callback longest = run.callback("long");
      assertTrue(longest.duration() + longest.queues() >= 29e6, longest.toString());
      double others =
          run.callbacks("next").mapToDouble(c -> c.duration() + c.queues()).max().orElseThrow();
      assertTrue(others < 20e6, "others " + others);
    }
  }

  @Test
  void whatIsStuckIsNamedByItsStackWhenItIsNotRecorded() throws Exception {
    Path file =
        program(
            """
            function spin(ms) { for (const end = Date.now() + ms; Date.now() < end;); }
            let turns = 0;
            setTimeout(function handler() {
              if (turns++ < 10) setTimeout(handler, 1);
              else spin(400);
            }, 1);
            """);
    try (InspectedRun run =
        InspectedRun.ofFile(file, InspectorOptions.record().withEvery(1_000_000)).waitFor()) {
      LoopEvent.Blocked last =
          run.events(LoopEvent.Blocked.class).stream()
              .filter(LoopEvent.Blocked::ended)
              .filter(b -> b.duration() > 300e6)
              .findFirst()
              .orElseThrow();
      assertEquals(file + ":5:8", last.site().place());
      assertTrue(last.site().function().contains("handler"), last.toString());
    }
  }

  @Test
  void factsNameWhatKeepsTheLoopAlive() throws Exception {
    Path file =
        program(
            """
            const server = require('net').createServer();
            server.listen(0);
            setInterval(function tick() {}, 100000);
            """);
    try (InspectedRun run = InspectedRun.ofFile(file, InspectorOptions.record().withCreation())) {
      LoopInspector inspector = run.inspector();
      String facts = "";
      for (int i = 0; i < 200 && !facts.contains("\"detail\":\""); i++) {
        String now = inspector.facts();
        facts = now == null ? "" : now;
      }
      assertTrue(facts.contains("\"type\":\"TCPServerWrap\",\"keepsAlive\":true"), facts);
      assertTrue(facts.contains("\"detail\":\":::"), facts);
      assertTrue(facts.contains(file + ":2:8"), facts);
      assertTrue(facts.contains("\"duration\":100000"), facts);
      assertTrue(facts.contains(file + ":3:1"), facts);
    }
  }

  @Test
  void onlyWhatKeepsTheProgramAliveIsSaidToKeepItAlive() throws Exception {
    Path file =
        program(
            """
            process.on('SIGUSR2', () => {});
            const { port1 } = new MessageChannel();
            port1.on('message', () => {}).unref();
            const server = require('net').createServer().listen(0, '127.0.0.1').unref();
            server.on('listening', () => {
              const client = require('net').connect(server.address().port);
              client.pause();
              client.on('connect', function connected() {
                require('child_process').spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
              });
            });
            """);
    try (InspectedRun run = InspectedRun.ofFile(file, InspectorOptions.record())) {
      String why = "";
      for (int i = 0; i < 1000 && !why.contains("ProcessWrap"); i++) {
        String now = run.inspector().why();
        why = now == null ? "" : now;
      }
      assertEquals(
          """
          2 keep the program running:

          TCPSocketWrap 127.0.0.1:N to 127.0.0.1:N
          ProcessWrap N

          5 more that do not keep it running.
          """,
          why.replaceAll("(?<=:|ProcessWrap )\\d+", "N"));
      String facts = run.inspector().facts();
      for (String name :
          List.of("SignalWrap", "MessagePort", "TCPServerWrap", "TCPSocketWrap", "PipeWrap")) {
        String unref = "\"type\":\"" + name + "\",\"keepsAlive\":false";
        assertTrue(facts != null && facts.contains(unref), name + " in " + facts);
      }
    }
  }

  @Test
  void recordEndsAndBeginsAgainWhileTheProgramRuns() throws Exception {
    CompletableFuture<InspectedProgram> inspected = new CompletableFuture<>();
    try (Program program =
        Program.builder()
            .code("setInterval(function turn() {}, 1)")
            .inspector(inspected::complete)
            .start()) {
      LoopInspector before = null;
      for (int i = 0; i < 3; i++) {
        LoopInspector inspector =
            LoopInspector.attach(inspected.get(), InspectorOptions.record())
                .get(60, TimeUnit.SECONDS);
        if (before != null) {
          before.close();
        }
        before = inspector;
        CompletableFuture<Void> called = new CompletableFuture<>();
        inspector.addListener(
            event -> {
              if (event instanceof LoopEvent.Callback c && c.site().function().equals("turn")) {
                called.complete(null);
              }
            });
        called.get(60, TimeUnit.SECONDS);
        inspector.close();
        // The loop gets to the record's end first, and to this afterwards.
        CompletableFuture<Double> recorded = new CompletableFuture<>();
        inspected.get().execute(() -> recorded.complete((double) inspector.current().number()));
        double last = recorded.get(60, TimeUnit.SECONDS);
        CompletableFuture<Double> later = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
            .execute(() -> later.complete((double) inspector.current().number()));
        assertEquals(last, later.get(60, TimeUnit.SECONDS));
      }
      program.stop();
    }
  }

  @Test
  void flightRecordingThatBeginsLaterHasTheEvents() throws Exception {
    try (InspectedRun run =
            InspectedRun.ofCode("setInterval(function turn() {}, 1)", InspectorOptions.record());
        RecordingStream recording = new RecordingStream()) {
      run.inspector();
      CompletableFuture<Void> told = new CompletableFuture<>();
      recording.enable("dev.gori.Callback");
      recording.onEvent(
          "dev.gori.Callback",
          event -> {
            if (event.getString("function").equals("turn")) {
              told.complete(null);
            }
          });
      recording.startAsync();
      told.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void readerToldOfAnOverwrittenRecordSkipsIt() {
    RecordMemory memory = new RecordMemory(16);
    RecordReader reader = new RecordReader(memory);
    for (int i = 0; i < 50; i++) {
      memory.append(RecordLayout.QUEUES, i, 0, 0, 0, 0, 0, 0);
    }
    double[] last = {-1};
    reader.readNew(
        record -> {
          assertTrue(record[1] > last[0]);
          last[0] = record[1];
        });
    assertEquals(49, last[0]);
    assertTrue(reader.lost() >= 34, "lost " + reader.lost());
  }
}
