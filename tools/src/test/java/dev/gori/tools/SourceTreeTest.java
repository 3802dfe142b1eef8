package dev.gori.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are the project's own. */
final class SourceTreeTest {
  @TempDir private Path root = Path.of("");

  @BeforeEach
  void makeFiles() throws IOException {
    for (String file :
        List.of(
            "b/two.js",
            "a/one.js",
            "a/one.java",
            "a/target/made.js",
            "node_modules/p/index.js",
            ".hidden/x.js",
            "fixtures/broken.js")) {
      Path path = root.resolve(file);
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, file);
    }
  }

  @Test
  void listsSourcesInOrderWithoutWhatWasMade() throws IOException {
    assertEquals(
        List.of("a/one.js", "b/two.js", "fixtures/broken.js"),
        new SourceTree(root).filesEndingIn(".js"));
  }

  @Test
  void leavesOutWhatThePrettierIgnoreFileNames() throws IOException {
    Files.writeString(
        root.resolve(".prettierignore"), "# broken on purpose\nfixtures/\n\na/one.js\n");
    assertEquals(List.of("b/two.js"), new SourceTree(root).filesEndingIn(".js"));
  }

  @Test
  void foldersNarrowTheList() throws IOException {
    assertEquals(List.of("a/one.js"), new SourceTree(root).filesEndingIn(".js", List.of("a/")));
  }
}
