package dev.gori.loop.files;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.gori.loop.CLibrary;
import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The C library's calls on files that java.nio has no answer for; nothing on the way of an ordinary
 * program makes one.
 *
 * <p>Any thread.
 */
final class Libc {
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;

  private Libc() {}

  static int umask(int mask) {
    return CLibrary.call("umask", mask);
  }

  /** The first seven numbers of struct statfs: type, bsize, blocks, bfree, bavail, files, ffree. */
  static long[] statfs(Path path, String given) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(256, 8);
      check(CLibrary.invoke("statfs", name(arena, PathText.bytes(path)), result), "statfs", given);
      return result.asSlice(0, 7 * 8).toArray(JAVA_LONG);
    }
  }

  /** A symbolic link whose target java.nio would rewrite, such as one that ends with a slash. */
  static void symlink(byte[] target, Path link, String givenTarget, String givenLink) {
    try (Arena arena = Arena.ofConfined()) {
      int result =
          CLibrary.invoke("symlink", name(arena, target), name(arena, PathText.bytes(link)));
      if (result < 0) {
        throw new UvException(Errno.of(result), "symlink", givenTarget, givenLink);
      }
    }
  }

  /** Times that java.nio gets wrong: fractions of a second before 1970. */
  static void utimes(
      Path path, Instant atime, Instant mtime, boolean follow, String syscall, String given) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment times =
          arena.allocateFrom(
              JAVA_LONG,
              atime.getEpochSecond(),
              atime.getNano(),
              mtime.getEpochSecond(),
              mtime.getNano());
      MemorySegment file = name(arena, PathText.bytes(path));
      int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
      check(CLibrary.invoke("utimensat", AT_FDCWD, file, times, flags), syscall, given);
    }
  }

  private static void check(int result, String syscall, String path) {
    if (result < 0) {
      throw new UvException(Errno.of(result), syscall, path);
    }
  }

  private static MemorySegment name(Arena arena, byte[] bytes) {
    MemorySegment s = arena.allocate(bytes.length + 1L);
    s.copyFrom(MemorySegment.ofArray(bytes));
    return s;
  }
}
