package dev.gori.loop.files;

import dev.gori.loop.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What stat(2) tells of a file. Times are seconds since 1970 and nanoseconds (0 to 999,999,999)
 * within that second.
 *
 * <p>java.nio tells all but the block counts. {@code blksize} is the 4,096 that Linux file systems
 * use; {@code blocks}, in units of 512 bytes, is what a file without holes occupies.
 *
 * <p>Immutable; any thread.
 */
public record Stat(
    long dev,
    int mode,
    int nlink,
    long uid,
    long gid,
    long rdev,
    int blksize,
    long ino,
    long size,
    long blocks,
    Instant atime,
    Instant mtime,
    Instant ctime,
    Instant birthtime) {

  private static final String ATTRIBUTES =
      "unix:dev,mode,nlink,uid,gid,rdev,ino,size,"
          + "lastAccessTime,lastModifiedTime,ctime,creationTime";
  private static final int TYPE_MASK = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMBOLIC_LINK = 0120000;
  private static final int BLOCK = 4096;
  private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

  static Stat read(Path path, LinkOption... options) throws IOException {
    Map<String, Object> a;
    try {
      a = Files.readAttributes(path, ATTRIBUTES, options);
    } catch (NoSuchFileException e) {
      throw whyMissing(path, e);
    }
    int mode = (int) number(a, "mode");
    long size = number(a, "size");
    int type = mode & TYPE_MASK;
    boolean onDisk = type == REGULAR || type == DIRECTORY;
    return new Stat(
        number(a, "dev"),
        mode,
        (int) number(a, "nlink"),
        number(a, "uid") & UNSIGNED_INT,
        number(a, "gid") & UNSIGNED_INT,
        number(a, "rdev"),
        BLOCK,
        number(a, "ino"),
        size,
        onDisk ? Math.ceilDiv(size, BLOCK) * (BLOCK / 512) : 0,
        instant(a, "lastAccessTime"),
        instant(a, "lastModifiedTime"),
        instant(a, "ctime"),
        instant(a, "creationTime"));
  }

  /**
   * The JDK's stat and access say "no such file" also for what lies below a file, where the kernel
   * says "not a directory"; readlink tells them apart.
   */
  static IOException whyMissing(Path path, NoSuchFileException missing) {
    try {
      Files.readSymbolicLink(path);
      return missing; // a link to nothing
    } catch (NotLinkException | NoSuchFileException e) {
      return missing;
    } catch (IOException e) {
      return Errno.of(e) == Errno.ENOTDIR ? e : missing;
    }
  }

  private static long number(Map<String, Object> attributes, String name) {
    return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
  }

  private static Instant instant(Map<String, Object> attributes, String name) {
    return ((FileTime) Objects.requireNonNull(attributes.get(name))).toInstant();
  }

  public boolean isDirectory() {
    return (mode & TYPE_MASK) == DIRECTORY;
  }

  public boolean isRegularFile() {
    return (mode & TYPE_MASK) == REGULAR;
  }

  public boolean isSymbolicLink() {
    return (mode & TYPE_MASK) == SYMBOLIC_LINK;
  }
}
