package dev.gori.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** examples/SlowCallbacks.java: the public interface to observe a loop. */
final class ObserverExampleTest {
  @Test
  void exampleTellsPhasesAndTheirCallbacks() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dgori.home=" + System.getProperty("gori.home"),
                "../examples/SlowCallbacks.java",
                "../examples/phases.js")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), output);
    assertTrue(output.contains("iteration 1"), output);
    for (String phase : new String[] {"TIMERS", "PENDING", "POLL", "CHECK", "CLOSING"}) {
      assertTrue(output.contains("  " + phase), output);
    }
  }
}
