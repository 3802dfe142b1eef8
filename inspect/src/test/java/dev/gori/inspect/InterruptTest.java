package dev.gori.inspect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gori.runtime.InspectedProgram;
import dev.gori.runtime.Program;
import dev.gori.runtime.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Stacks of JavaScript that runs. */
final class InterruptTest {
  private static Program start(String code, CompletableFuture<InspectedProgram> inspected) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return Program.builder()
        .code(code)
        .streams(StandardStreams.of(InputStream.nullInputStream(), out, out))
        .inspector(inspected::complete)
        .start();
  }

  @Test
  void programWithoutAnInspectorThatNeverReturnsTellsItsStack() throws Exception {
    CompletableFuture<InspectedProgram> inspected = new CompletableFuture<>();
    String code = "function spin() { for (;;); }\nsetTimeout(function start() { spin(); }, 1);";
    try (Program program = start(code, inspected)) {
      String text = "";
      for (int i = 0; i < 100 && !text.contains("spin"); i++) {
        text = LoopText.stuck(inspected.get());
      }
      assertTrue(text.contains("It runs spin ([eval]:1:"), text);
      assertTrue(text.contains("start"), text);
      assertTrue(program.onExit().getNow(-1) == -1);
    }
  }

  @Test
  void askingOftenDisturbsNothing() throws Exception {
    CompletableFuture<InspectedProgram> inspected = new CompletableFuture<>();
    String code =
        """
        let turns = 0;
        (function turn() {
          JSON.stringify({ turns: [turns++] });
          if (turns < 500000) setImmediate(turn);
          else process.exitCode = 3;
        })();
        """;
    try (Program program = start(code, inspected)) {
      LinkedBlockingQueue<String> stacks = new LinkedBlockingQueue<>();
      long asked = 0;
      while (!program.onExit().isDone()) {
        asked++;
        inspected.get().interruptForStack(() -> true, stacks::add);
        LockSupport.parkNanos(100_000);
      }
      assertTrue(program.waitFor(1, TimeUnit.SECONDS) == 3);
      assertTrue(asked > 10);
      assertFalse(stacks.isEmpty());
    }
  }
}
