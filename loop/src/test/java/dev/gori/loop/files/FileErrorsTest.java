package dev.gori.loop.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each error of POSIX's file calls arrives with its number, Node's name for the call and the path.
 */
final class FileErrorsTest {
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

  private static void fails(String message, Executable call) {
    assertEquals(message, assertThrows(UvException.class, call).getMessage());
  }

  private void file(String name) throws IOException {
    Files.writeString(dir.resolve(name), "text");
  }

  @Test
  void enoent() {
    fails("ENOENT: no such file or directory, open 'x'", () -> fs.open("x", OpenFlags.O_RDONLY, 0));
    fails("ENOENT: no such file or directory, open ''", () -> fs.open("", OpenFlags.O_RDONLY, 0));
    fails("ENOENT: no such file or directory, stat 'x'", () -> fs.metadata().stat("x"));
    fails("ENOENT: no such file or directory, lstat 'x'", () -> fs.metadata().lstat("x"));
    fails("ENOENT: no such file or directory, access 'x'", () -> fs.metadata().access("x", 0));
    fails("ENOENT: no such file or directory, chmod 'x'", () -> fs.metadata().chmod("x", 0));
    fails("ENOENT: no such file or directory, chown 'x'", () -> fs.metadata().chown("x", -1, -1));
    fails("ENOENT: no such file or directory, unlink 'x'", () -> fs.names().unlink("x"));
    fails(
        "ENOENT: no such file or directory, rename 'x' -> 'y'", () -> fs.names().rename("x", "y"));
    fails("ENOENT: no such file or directory, link 'x' -> 'y'", () -> fs.names().link("x", "y"));
    fails(
        "ENOENT: no such file or directory, symlink 'x' -> 'a/y'",
        () -> fs.names().symlink("x", "a/y"));
    fails("ENOENT: no such file or directory, readlink 'x'", () -> fs.names().readlink("x"));
    fails("ENOENT: no such file or directory, realpath 'x'", () -> fs.names().realpath("x"));
    fails(
        "ENOENT: no such file or directory, lstat '" + dir + "/x'",
        () -> fs.names().realpathByWalking("x/y"));
    fails(
        "ENOENT: no such file or directory, copyfile 'x' -> 'y'",
        () -> fs.names().copyFile("x", "y", 0));
    fails("ENOENT: no such file or directory, scandir 'x'", () -> fs.directories().list("x", true));
    fails("ENOENT: no such file or directory, opendir 'x'", () -> fs.directories().open("x"));
    fails("ENOENT: no such file or directory, rmdir 'x'", () -> fs.directories().rmdir("x"));
    fails(
        "ENOENT: no such file or directory, mkdir 'x/y'",
        () -> fs.directories().mkdir("x/y", 0777));
    fails(
        "ENOENT: no such file or directory, mkdtemp 'x/yXXXXXX'",
        () -> fs.directories().mkdtemp("x/y"));
    fails("ENOENT: no such file or directory, statfs 'x'", () -> fs.metadata().statfs("x"));
    fails("ENOENT: no such file or directory, open 'x'", () -> fs.contents().read("x", 0));
    fails(
        "ENOENT: no such file or directory, watch 'x'",
        () -> fs.watches().watch("x", false, new RecordingListener()));
  }

  @Test
  void eexist() throws IOException {
    file("f");
    int flags = OpenFlags.O_WRONLY | OpenFlags.O_CREAT | OpenFlags.O_EXCL;
    fails("EEXIST: file already exists, open 'f'", () -> fs.open("f", flags, 0666));
    fails("EEXIST: file already exists, mkdir 'f'", () -> fs.directories().mkdir("f", 0777));
    fails("EEXIST: file already exists, mkdir 'f'", () -> fs.directories().mkdirs("f", 0777));
    fails("EEXIST: file already exists, symlink 'a' -> 'f'", () -> fs.names().symlink("a", "f"));
    fails("EEXIST: file already exists, link 'f' -> 'f'", () -> fs.names().link("f", "f"));
    fails(
        "EEXIST: file already exists, copyfile 'f' -> 'f'",
        () -> fs.names().copyFile("f", "f", Names.COPYFILE_EXCL));
  }

  @Test
  void enotdir() throws IOException {
    file("f");
    fails("ENOTDIR: not a directory, open 'f/x'", () -> fs.open("f/x", OpenFlags.O_RDONLY, 0));
    fails("ENOTDIR: not a directory, open 'f/'", () -> fs.open("f/", OpenFlags.O_RDONLY, 0));
    fails(
        "ENOTDIR: not a directory, open 'f'",
        () -> fs.open("f", OpenFlags.O_RDONLY | OpenFlags.O_DIRECTORY, 0));
    fails("ENOTDIR: not a directory, scandir 'f'", () -> fs.directories().list("f", false));
    fails("ENOTDIR: not a directory, rmdir 'f'", () -> fs.directories().rmdir("f"));
    fails("ENOTDIR: not a directory, mkdir 'f/x'", () -> fs.directories().mkdir("f/x", 0777));
    fails("ENOTDIR: not a directory, mkdir 'f/x'", () -> fs.directories().mkdirs("f/x", 0777));
    fails("ENOTDIR: not a directory, unlink 'f/'", () -> fs.names().unlink("f/"));
    fails("ENOTDIR: not a directory, stat 'f/x'", () -> fs.metadata().stat("f/x"));
    fails("ENOTDIR: not a directory, rename 'f/' -> 'g'", () -> fs.names().rename("f/", "g"));
  }

  @Test
  void eisdir() throws IOException {
    Files.createDirectory(dir.resolve("d"));
    file("f");
    fails(
        "EISDIR: illegal operation on a directory, open 'd'",
        () -> fs.open("d", OpenFlags.O_WRONLY, 0));
    fails(
        "EISDIR: illegal operation on a directory, read",
        () -> fs.contents().read("d", OpenFlags.O_RDONLY));
    fails("EISDIR: illegal operation on a directory, unlink 'd'", () -> fs.names().unlink("d"));
    fails(
        "EISDIR: illegal operation on a directory, rename 'f' -> 'd'",
        () -> fs.names().rename("f", "d"));
  }

  @Test
  void enotempty() throws IOException {
    Files.createDirectories(dir.resolve("d/e"));
    Files.createDirectory(dir.resolve("g"));
    fails("ENOTEMPTY: directory not empty, rmdir 'd'", () -> fs.directories().rmdir("d"));
    fails("ENOTEMPTY: directory not empty, rename 'g' -> 'd'", () -> fs.names().rename("g", "d"));
  }

  @Test
  void eloop() {
    fs.names().symlink("b", "a");
    fs.names().symlink("a", "b");
    fails(
        "ELOOP: too many symbolic links encountered, open 'a'",
        () -> fs.open("a", OpenFlags.O_RDONLY, 0));
    fails("ELOOP: too many symbolic links encountered, stat 'a'", () -> fs.metadata().stat("a"));
    fails(
        "ELOOP: too many symbolic links encountered, open 'a'",
        () -> fs.open("a", OpenFlags.O_NOFOLLOW, 0));
    fails(
        "ELOOP: too many symbolic links encountered, stat '" + dir + "/a'",
        () -> fs.names().realpathByWalking("a"));
  }

  @Test
  void enametoolong() {
    String name = "n".repeat(300);
    fails("ENAMETOOLONG: name too long, open '" + name + "'", () -> fs.open(name, 0, 0));
    fails("ENAMETOOLONG: name too long, stat '" + name + "'", () -> fs.metadata().stat(name));
  }

  @Test
  void einval() throws IOException {
    file("f");
    int fd = fs.open("f", OpenFlags.O_RDONLY, 0);
    fails("EINVAL: invalid argument, ftruncate", () -> fs.truncate(fd, 0));
    fails("EINVAL: invalid argument, readlink 'f'", () -> fs.names().readlink("f"));
    Files.createDirectory(dir.resolve("d"));
    fails("EINVAL: invalid argument, rmdir 'd/.'", () -> fs.directories().rmdir("d/."));
    fails("EINVAL: invalid argument, rename 'd' -> 'd/e'", () -> fs.names().rename("d", "d/e"));
  }

  @Test
  void ebadf() throws IOException {
    file("f");
    ByteBuffer one = ByteBuffer.allocate(1);
    int fd = fs.open("f", OpenFlags.O_RDONLY, 0);
    fails("EBADF: bad file descriptor, write", () -> fs.write(fd, one, -1));
    fs.close(fd);
    fails("EBADF: bad file descriptor, close", () -> fs.close(fd));
    fails("EBADF: bad file descriptor, read", () -> fs.read(fd, one, -1));
    fails("EBADF: bad file descriptor, fstat", () -> fs.metadata().fstat(999));
    fails("EBADF: bad file descriptor, fsync", () -> fs.fsync(-1));
    int writer = fs.open("f", OpenFlags.O_WRONLY, 0);
    fails("EBADF: bad file descriptor, read", () -> fs.read(writer, one, -1));
  }

  @Test
  void enospc() {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    int fd = fs.open("/dev/full", OpenFlags.O_WRONLY, 0);
    ByteBuffer data = ByteBuffer.wrap("x".getBytes(UTF_8));
    fails("ENOSPC: no space left on device, write", () -> fs.write(fd, data, -1));
  }

  @Test
  void exdev() throws IOException {
    assumeTrue(Files.isWritable(Path.of("/dev/shm")));
    file("f");
    fails(
        "EXDEV: cross-device link not permitted, rename 'f' -> '/dev/shm/gori-f'",
        () -> fs.names().rename("f", "/dev/shm/gori-f"));
    fails(
        "EXDEV: cross-device link not permitted, link 'f' -> '/dev/shm/gori-f'",
        () -> fs.names().link("f", "/dev/shm/gori-f"));
  }

  @Test
  void espipe() throws Exception {
    assumeTrue(new ProcessBuilder("mkfifo", dir + "/p").start().waitFor() == 0);
    int fd = fs.open("p", OpenFlags.O_RDWR, 0);
    fails("ESPIPE: invalid seek, read", () -> fs.read(fd, 1, 0));
  }

  @Test
  void eacces() throws IOException {
    file("f");
    fs.metadata().chmod("f", 0600);
    fails("EACCES: permission denied, access 'f'", () -> fs.metadata().access("f", 1));
  }

  @Test
  void emfile() {
    assertEquals(Errno.EMFILE, Errno.of(new IOException("/x: Too many open files")));
    assertEquals(Errno.ENFILE, Errno.of(new IOException("Too many open files in system")));
    assertEquals(Errno.EROFS, Errno.of(new IOException("Read-only file system")));
  }

  @Test
  void aNulCharacterIsInvalid() {
    fails("EINVAL: invalid argument, open 'a\0b'", () -> fs.open("a\0b", 0, 0));
  }
}
