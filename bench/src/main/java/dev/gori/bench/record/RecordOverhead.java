package dev.gori.bench.record;

import dev.gori.inspect.InspectorOptions;
import dev.gori.inspect.LoopInspector;
import dev.gori.runtime.InspectedProgram;
import dev.gori.runtime.Program;
import dev.gori.runtime.StandardStreams;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What the loop's record costs an http server under load: begins and ends the record again and
 * again in one process, and compares each window with the one before it. Two processes of one build
 * differ by more than what is to be measured here. Prints requests a second without the record and
 * with it, the part that is lost in percent, and the standard error of that. Started by
 * bench/compare.
 *
 * <p>Arguments: a free port, how many pairs of windows, and one of how many entries into JavaScript
 * is recorded. Needs wrk.
 */
public final class RecordOverhead {
  private static final String SERVER =
      """
      const http = require('http');
      let count = 0;
      http.createServer((request, response) => {
        if (request.url === '/count') { response.end(String(count)); return; }
        count++;
        response.setHeader('Content-Type', 'text/plain');
        response.end('Hello, World!\\n');
      }).listen(Number(process.env.BENCH_PORT), '127.0.0.1', () => process.stdout.write('.'));
      """;

  private static final int WARM_UP_WINDOWS = 8;

  /** The inspector's start costs other things than the record does. */
  private static final long SETTLE_MILLIS = 500;

  private static final long WINDOW_MILLIS = 1000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI count;
  private final InspectedProgram program;
  private final InspectorOptions options;

  private RecordOverhead(String port, InspectedProgram program, InspectorOptions options) {
    count = URI.create("http://127.0.0.1:" + port + "/count");
    this.program = program;
    this.options = options;
  }

  /** Measures. */
  public static void main(String[] args) throws Exception {
    int pairs = Integer.parseInt(args[1]);
    CompletableFuture<InspectedProgram> inspected = new CompletableFuture<>();
    CompletableFuture<Void> listens = new CompletableFuture<>();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            listens.complete(null);
          }
        };
    // Twice the windows: to begin a record takes time too, and the load ends with the last window.
    long seconds = 2 * (WARM_UP_WINDOWS + 2L * pairs) * (SETTLE_MILLIS + WINDOW_MILLIS) / 1000;
    try (Program started =
        Program.builder()
            .code(SERVER)
            .environment(Map.of("BENCH_PORT", args[0]))
            .streams(StandardStreams.of(InputStream.nullInputStream(), out, System.err))
            .inspector(inspected::complete)
            .start()) {
      listens.get();
      Process load =
          new ProcessBuilder("wrk", "-t1", "-c50", "-d" + seconds, "http://127.0.0.1:" + args[0])
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      InspectorOptions options = InspectorOptions.record().withEvery(Integer.parseInt(args[2]));
      try {
        new RecordOverhead(args[0], inspected.get(), options).measure(pairs);
      } finally {
        load.destroy();
        started.stop();
      }
    }
  }

  private void measure(int pairs) throws Exception {
    for (int i = 0; i < WARM_UP_WINDOWS / 2; i++) {
      window();
      recordedWindow();
    }
    double[] without = new double[pairs];
    double[] with = new double[pairs];
    double[] lost = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      // What drifts meanwhile counts for one as often as for the other.
      if (i % 2 == 0) {
        without[i] = window();
        with[i] = recordedWindow();
      } else {
        with[i] = recordedWindow();
        without[i] = window();
      }
      lost[i] = 100 * (1 - with[i] / without[i]);
    }
    double mean = mean(lost);
    double squares = Arrays.stream(lost).map(l -> (l - mean) * (l - mean)).sum();
    System.out.printf(
        "%.0f %.0f %.2f %.2f%n",
        mean(without), mean(with), mean, Math.sqrt(squares / (pairs - 1) / pairs));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private double recordedWindow() throws Exception {
    LoopInspector inspector = LoopInspector.attach(program, options).get();
    try {
      return window();
    } finally {
      inspector.close();
    }
  }

  /** Requests a second. */
  private double window() throws Exception {
    Thread.sleep(SETTLE_MILLIS);
    long start = System.nanoTime();
    long before = count();
    Thread.sleep(WINDOW_MILLIS);
    long after = count();
    return (after - before) * 1e9 / (System.nanoTime() - start);
  }

  private long count() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(count).build();
    return Long.parseLong(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
