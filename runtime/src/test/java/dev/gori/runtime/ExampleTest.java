package dev.gori.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in examples/ print what node prints; that stands in the files that end with .out. */
final class ExampleTest {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
  private static final long TIMEOUT_SECONDS = 60;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Program.Builder example(String name) {
    return Program.builder()
        .file(EXAMPLES.resolve(name))
        .workingDirectory(EXAMPLES)
        .streams(StandardStreams.of(InputStream.nullInputStream(), out, err));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void phases() throws Exception {
    try (Program program = example("phases.js").start()) {
      assertEquals(0, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), err::toString);
    }
    assertEquals(Files.readString(EXAMPLES.resolve("phases.out")), output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "4", "8"})
  void workerPool(String threads) throws Exception {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("UV_THREADPOOL_SIZE", threads);
    try (Program program = example("worker-pool.js").environment(environment).start()) {
      assertEquals(0, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), err::toString);
    }
    List<String> expected =
        Files.readString(EXAMPLES.resolve("worker-pool.out"))
            .replace("pool of 1", "pool of " + threads)
            .lines()
            .toList();
    // One thread keeps the order of the jobs; several finish as they do.
    List<String> printed = output().lines().toList();
    assertEquals(
        threads.equals("1") ? expected : expected.stream().sorted().toList(),
        threads.equals("1") ? printed : printed.stream().sorted().toList());
  }

  @Test
  void serverAnswersFastWhileSlowRuns() throws Exception {
    try (Program program = example("server.js").arguments("0").start();
        HttpClient client = HttpClient.newHttpClient()) {
      Matcher listening =
          Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)\n").matcher("");
      while (!listening.reset(output()).matches()) {
        assertFalse(program.onExit().isDone(), err::toString);
        Thread.onSpinWait();
      }
      String base = listening.group(1);
      CompletableFuture<HttpResponse<String>> slow =
          client.sendAsync(request(base + "/slow"), HttpResponse.BodyHandlers.ofString());
      int fastBeforeSlow = 0;
      while (!slow.isDone()) {
        assertEquals(
            "fast\n",
            client.send(request(base + "/fast"), HttpResponse.BodyHandlers.ofString()).body());
        if (!slow.isDone()) {
          fastBeforeSlow++;
        }
      }
      assertEquals("575075b80c58bed18a8db38a44a01021", slow.join().body().strip().substring(0, 32));
      assertTrue(fastBeforeSlow > 3, () -> "answers of /fast while /slow ran");
      client.send(request(base + "/stop"), HttpResponse.BodyHandlers.ofString());
      client.shutdownNow();
      assertEquals(0, program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }
  }

  private static HttpRequest request(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).build();
  }
}
