package dev.gori.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class DescriptorShortageTest {
  @Test
  @Timeout(60)
  void aServerWithoutDescriptorsTurnsConnectionsAwayAndGoesOn()
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 60 && exec \"$0\" \"$@\"",
                java,
                "-cp",
                System.getProperty("java.class.path", ""),
                DescriptorShortage.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
    assertEquals(
        List.of(
            "with descriptors: served",
            "with descriptors: accepted 1, refused 0",
            "EMFILE",
            "refused: EMFILE",
            "without: accepted 1, refused 1",
            "with descriptors again: served",
            "with descriptors again: accepted 2, refused 1"),
        lines);
  }
}
