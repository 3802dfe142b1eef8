package dev.gori.loop.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gori.loop.RawDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the calls do when they succeed. */
final class FileSystemTest {
  private static final int CREATE = OpenFlags.O_WRONLY | OpenFlags.O_CREAT | OpenFlags.O_TRUNC;

  private Path dir;
  private FileSystem fs;

  @BeforeEach
  void open(@TempDir Path folder) {
    dir = folder;
    fs = FileSystem.ofProcess(dir::toString);
  }

  @AfterEach
  void close() {
    fs.close();
  }

  private static ByteBuffer utf8(String s) {
    return ByteBuffer.wrap(s.getBytes(UTF_8));
  }

  private String content(String path) {
    return new String(fs.contents().read(path, OpenFlags.O_RDONLY), UTF_8);
  }

  private void write(String path, String text) {
    fs.contents().write(path, utf8(text), CREATE, 0666, false);
  }

  @Test
  void descriptorsAreTheLowestFree() {
    write("f", "");
    assertEquals(3, fs.open("f", 0, 0));
    assertEquals(4, fs.open("f", 0, 0));
    fs.close(3);
    assertEquals(3, fs.open("f", 0, 0));
    for (int fd = 5; fd < 100; fd++) {
      assertEquals(fd, fs.open("f", 0, 0));
    }
  }

  @Test
  void readAndWriteAtPositionAndAtTheFilesOwn() {
    int fd = fs.open("f", OpenFlags.O_RDWR | OpenFlags.O_CREAT, 0666);
    assertEquals(5, fs.write(fd, utf8("hello"), -1));
    assertEquals(1, fs.write(fd, utf8("J"), 0));
    assertEquals(0, fs.read(fd, 10, -1).length);
    assertEquals("Jello", new String(fs.read(fd, 10, 0), UTF_8));
    assertEquals("llo", new String(fs.read(fd, 10, 2), UTF_8));
    assertEquals("Jello", content("f"));
  }

  @Test
  void appendingWritesAtTheEndWhereverItIs() {
    write("f", "one");
    int fd = fs.open("f", OpenFlags.O_RDWR | OpenFlags.O_CREAT | OpenFlags.O_APPEND, 0666);
    assertEquals("on", new String(fs.read(fd, 2, -1), UTF_8));
    fs.write(fd, utf8("two"), 0);
    assertEquals(0, fs.read(fd, 10, -1).length, "the position is at the end after a write");
    assertEquals("onetwo", content("f"));
    fs.truncate(fd, 8);
    assertEquals("onetwo\0\0", content("f"));
    fs.truncate(fd, 2);
    fs.write(fd, utf8("!"), -1);
    assertEquals("on!", content("f"));
  }

  @Test
  void readOnlyOpeningMayCreateAndTruncate() {
    fs.close(fs.open("f", OpenFlags.O_CREAT, 0600));
    assertEquals(0100600, fs.metadata().stat("f").mode());
    write("f", "text");
    fs.close(fs.open("f", OpenFlags.O_TRUNC, 0));
    assertEquals("", content("f"));
  }

  @Test
  void truncateGrowsWithZerosAndKeepsThePosition() {
    int fd = fs.open("f", OpenFlags.O_RDWR | OpenFlags.O_CREAT, 0666);
    fs.write(fd, utf8("hello"), -1);
    fs.truncate(fd, 2);
    fs.write(fd, utf8("!"), -1);
    assertEquals("he\0\0\0!", content("f"));
    fs.truncate(fd, 8);
    assertEquals(8, fs.metadata().fstat(fd).size());
  }

  @Test
  void aFileLongerThanItSaysIsReadToItsEnd() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")));
    assertTrue(content("/proc/self/status").contains("Pid:"));
  }

  @Test
  void aLargeFileIsOnlyOpened() {
    write("f", "hello");
    assertTrue(fs.contents().readOrOpen("f", 0, 5) instanceof Contents.Content.Whole);
    assertEquals(new Contents.Content.Large(3, 5), fs.contents().readOrOpen("f", 0, 4));
  }

  @Test
  void aFilesPermissionsAreTheModeLessTheUmask() {
    int mask = fs.umask();
    assertEquals(mask, fs.umask(0027));
    try {
      fs.close(fs.open("f", CREATE, 0777));
      fs.directories().mkdir("d", 0777);
      fs.directories().mkdir("sticky", 01777);
      assertEquals(0100750, fs.metadata().stat("f").mode());
      assertEquals(0040750, fs.metadata().stat("d").mode());
      assertEquals(0041750, fs.metadata().stat("sticky").mode());
      assertEquals(0027, fs.umask());
    } finally {
      fs.umask(mask);
    }
    fs.metadata().chmod("f", 04711);
    assertEquals(0104711, fs.metadata().stat("f").mode());
  }

  @Test
  void statTellsWhatTheFileIs() {
    write("f", "hello");
    fs.names().link("f", "g");
    fs.names().symlink("f", "l");
    Stat f = fs.metadata().stat("f");
    assertEquals(5, f.size());
    assertEquals(8, f.blocks());
    assertEquals(2, f.nlink());
    assertTrue(f.isRegularFile());
    assertEquals(f, fs.metadata().stat("l"));
    assertTrue(fs.metadata().lstat("l").isSymbolicLink());
    assertTrue(fs.metadata().stat(".").isDirectory());
    assertEquals(Optional.empty(), fs.metadata().statIfExists("no"));
    assertEquals(Optional.empty(), fs.metadata().statIfExists("f/no"));
    assertEquals(0, fs.metadata().kind("f"));
    assertEquals(1, fs.metadata().kind("."));
    assertEquals(-2, fs.metadata().kind("no"));
    assertTrue(fs.metadata().kind("f/") < 0);
    assertTrue(fs.metadata().exists("f"));
    assertFalse(fs.metadata().exists(""));
  }

  @Test
  void timesHaveNanosecondsBeforeAndAfter1970() {
    write("f", "");
    Instant access = Instant.ofEpochSecond(1_700_000_000L, 123_456_789);
    Instant change = Instant.ofEpochSecond(-2, 500_000_000);
    fs.metadata().utimes("f", access, change);
    assertEquals(access, fs.metadata().stat("f").atime());
    assertEquals(change, fs.metadata().stat("f").mtime());
    fs.names().symlink("f", "l");
    fs.metadata().lutimes("l", change, access);
    assertEquals(access, fs.metadata().lstat("l").mtime());
    assertEquals(change, fs.metadata().stat("l").mtime());
    int fd = fs.open("f", 0, 0);
    fs.metadata().futimes(fd, access, access);
    assertEquals(access, fs.metadata().stat("f").mtime());
  }

  @Test
  void mkdirsReturnsTheFirstMade() {
    assertEquals(Optional.of("a"), fs.directories().mkdirs("a/b/c", 0777));
    assertEquals(Optional.of("a/b/d"), fs.directories().mkdirs("a/b/d", 0777));
    assertEquals(Optional.empty(), fs.directories().mkdirs("a/b/d", 0777));
    assertEquals(Optional.empty(), fs.directories().mkdirs("a/b/", 0777));
    assertEquals(Optional.of("x/"), fs.directories().mkdirs("x/", 0777));
    assertEquals(Optional.of("a//e/"), fs.directories().mkdirs("a//e//f/", 0777));
    assertEquals(Optional.of("./g"), fs.directories().mkdirs("./g/../h", 0777));
  }

  @Test
  void mkdtempIsPrivate() {
    String name = fs.directories().mkdtemp("t-");
    assertTrue(name.matches("t-[A-Za-z0-9]{6}"), name);
    assertEquals(0040700, fs.metadata().stat(name).mode());
  }

  @Test
  void listsInTheOrderOfBytesWithKinds() throws Exception {
    write("b", "");
    write("é", "");
    write("B", "");
    fs.directories().mkdir("d", 0777);
    fs.names().symlink("d", "l");
    assumeTrue(new ProcessBuilder("mkfifo", dir + "/p").start().waitFor() == 0);
    List<String> found =
        fs.directories().list(".", true).stream()
            .map(e -> new String(e.name(), UTF_8) + e.kind())
            .toList();
    assertEquals(List.of("B1", "b1", "d2", "l3", "p4", "é1"), found);
  }

  @Test
  void listsRecursivelyBreadthFirst() {
    fs.directories().mkdirs("a/b/c", 0777);
    fs.directories().mkdir("d", 0777);
    write("a/f", "");
    fs.names().symlink("../a", "d/l");
    List<String> names =
        fs.directories().listRecursively(".").stream()
            .map(e -> new String(e.name(), UTF_8))
            .toList();
    assertEquals(
        List.of("a", "d", "a/b", "a/f", "d/l", "a/b/c", "d/l/b", "d/l/f", "d/l/b/c"), names);
  }

  @Test
  void opendirGivesEachEntryOnce() {
    for (int i = 0; i < 10; i++) {
      write("f" + i, "");
    }
    int handle = fs.directories().open(".");
    int count = 0;
    for (int n = 1; n > 0; count += n) {
      n = fs.directories().next(handle, 4).size();
    }
    fs.directories().close(handle);
    assertEquals(10, count);
  }

  @Test
  void linksKeepTheirTextExactly() {
    for (String target : List.of("a", "./a//b", "../x", "dir/", "no//where/", "é")) {
      fs.names().symlink(target, "l");
      assertEquals(target, new String(fs.names().readlink("l"), UTF_8));
      fs.names().unlink("l");
    }
  }

  @Test
  void namesThatAreNotUtf8AreReached() {
    String name = "a\uDCFFb";
    write(name, "x");
    byte[] listed = fs.directories().list(".", false).getFirst().name();
    assertArrayEquals(new byte[] {'a', (byte) 0xFF, 'b'}, listed);
    assertEquals("x", content(name));
    fs.names().unlink(name);
  }

  @Test
  void realpathFollowsLinks() throws IOException {
    fs.directories().mkdirs("a/b", 0777);
    fs.names().symlink("a/b", "l");
    String real = dir.toRealPath() + "/a/b";
    assertEquals(real, new String(fs.names().realpath("l/../b"), UTF_8));
    assertEquals(real, new String(fs.names().realpathByWalking("l/"), UTF_8));
  }

  @Test
  void copyFileCopiesBytesAndPermissions() {
    write("f", "0123456789".repeat(100_000));
    fs.metadata().chmod("f", 0640);
    write("g", "something longer?");
    fs.names().copyFile("f", "g", 0);
    fs.names().copyFile("g", "h", Names.COPYFILE_EXCL);
    fs.names().copyFile("h", "h", 0);
    assertEquals(content("f"), content("h"));
    assertEquals(0100640, fs.metadata().stat("h").mode());
  }

  @Test
  void removeDeletesTreesButNotWhatLinksLeadTo() {
    fs.directories().mkdirs("keep/x", 0777);
    fs.directories().mkdirs("d/e/f", 0777);
    write("d/e/g", "");
    fs.names().symlink("../keep", "d/l");
    assertTrue(fs.directories().remove("d"));
    assertFalse(fs.directories().remove("d"));
    assertTrue(fs.metadata().exists("keep/x"));
  }

  @Test
  void anOpenFileIsTheSameAfterItIsRenamedOrDeleted() {
    write("f", "hello");
    int fd = fs.open("f", OpenFlags.O_RDWR, 0);
    fs.names().rename("f", "g");
    write("f", "another");
    assumeTrue(RawDescriptor.isAvailable(), "needs --add-opens");
    assertEquals(5, fs.metadata().fstat(fd).size());
    fs.names().unlink("g");
    fs.metadata().fchmod(fd, 0600);
    assertEquals(0100600, fs.metadata().fstat(fd).mode());
    assertEquals(0, fs.metadata().fstat(fd).nlink());
  }

  @Test
  void statfsTellsTheFileSystemsSize() {
    long[] s = fs.metadata().statfs(".");
    assertEquals(7, s.length);
    assertTrue(s[2] >= s[3]);
  }

  @Test
  void anEmbeddedProgramHasTheApplicationsStreams() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileSystem embedded =
        FileSystem.ofStreams(
            dir::toString,
            Channels.newChannel(new ByteArrayInputStream("in".getBytes(UTF_8))),
            Channels.newChannel(out),
            Channels.newChannel(out))) {
      assertEquals("in", new String(embedded.contents().read(0), UTF_8));
      embedded.write(1, utf8("out"), -1);
      embedded.write(2, utf8("err"), -1);
      assertEquals(3, embedded.open(".", OpenFlags.O_RDONLY, 0));
    }
    assertEquals("outerr", out.toString(UTF_8));
  }
}
