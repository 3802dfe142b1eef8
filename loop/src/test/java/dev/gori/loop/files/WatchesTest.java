package dev.gori.loop.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch hears of the changes libuv would report. */
final class WatchesTest {
  private Path dir;
  private FileSystem fs;
  private final RecordingListener heard = new RecordingListener();

  @BeforeEach
  void open(@TempDir Path folder) {
    dir = folder;
    fs = FileSystem.ofProcess(dir::toString);
  }

  @AfterEach
  void close() {
    fs.close();
  }

  @Test
  void aDirectoryReportsNamesThatComeChangeAndGo() throws Exception {
    fs.watches().watch(".", false, heard);
    Path file = Files.writeString(dir.resolve("f"), "x");
    assertEquals("rename f", heard.next());
    assertEquals("change f", heard.next());
    Files.delete(file);
    assertTrue(heard.hears("rename f"));
  }

  @Test
  void aFileHearsOfItselfOnly() throws Exception {
    Path file = Files.writeString(dir.resolve("f"), "x");
    fs.watches().watch("f", false, heard);
    Files.writeString(dir.resolve("g"), "x");
    Files.writeString(file, "y");
    assertEquals("change f", heard.next());
  }

  @Test
  void aTreeReportsWhatIsMadeInNewDirectories() throws Exception {
    fs.watches().watch(".", true, heard);
    Files.createDirectories(dir.resolve("a/b"));
    Files.writeString(dir.resolve("a/b/f"), "x");
    assertTrue(heard.hears("rename a/b/f"));
  }

  @Test
  void aClosedWatchIsSilentAndOthersGoOn() throws Exception {
    RecordingListener closed = new RecordingListener();
    fs.watches().watch(".", false, heard);
    fs.watches().watch(".", false, closed).close();
    Files.createFile(dir.resolve("f"));
    Files.createFile(dir.resolve("last"));
    assertTrue(heard.hears("rename last"));
    assertTrue(closed.isSilent());
  }

  @Test
  void aDeletedDirectoryIsReportedByItsName() throws Exception {
    Path child = Files.createDirectory(dir.resolve("d"));
    fs.watches().watch("d", false, heard);
    Files.delete(child);
    assertEquals("rename d", heard.next());
  }
}
