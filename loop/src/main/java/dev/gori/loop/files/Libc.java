package dev.gori.loop.files;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The C library's calls that java.nio has no answer for. Linking one costs about 20 ms, so each is
 * linked when it is first called, and nothing on the way of an ordinary program calls one.
 *
 * <p>Any thread.
 */
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;

  private Libc() {}

  private static MethodHandle link(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), type, Linker.Option.captureCallState("errno"));
  }

  private static final class UmaskCall {
    static final MethodHandle HANDLE = link("umask", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  private static final class StatfsCall {
    static final MethodHandle HANDLE =
        link("statfs", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  }

  private static final class SymlinkCall {
    static final MethodHandle HANDLE =
        link("symlink", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  }

  private static final class UtimensatCall {
    static final MethodHandle HANDLE =
        link("utimensat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
  }

  static int umask(int mask) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) UmaskCall.HANDLE.invokeExact(arena.allocate(STATE), mask);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The first seven numbers of struct statfs: type, bsize, blocks, bfree, bavail, files, ffree. */
  static long[] statfs(Path path, String given) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment result = arena.allocate(256);
      check(
          (int) StatfsCall.HANDLE.invokeExact(state, name(arena, PathText.bytes(path)), result),
          state,
          "statfs",
          given);
      return result.asSlice(0, 7 * 8).toArray(JAVA_LONG);
    } catch (UvException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** A symbolic link whose target java.nio would rewrite, such as one that ends with a slash. */
  static void symlink(byte[] target, Path link, String givenTarget, String givenLink) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment linkName = name(arena, PathText.bytes(link));
      if ((int) SymlinkCall.HANDLE.invokeExact(state, name(arena, target), linkName) < 0) {
        throw new UvException(errno(state), "symlink", givenTarget, givenLink);
      }
    } catch (UvException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Times that java.nio gets wrong: fractions of a second before 1970. */
  static void utimes(
      Path path, Instant atime, Instant mtime, boolean follow, String syscall, String given) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment times =
          arena.allocateFrom(
              JAVA_LONG,
              atime.getEpochSecond(),
              atime.getNano(),
              mtime.getEpochSecond(),
              mtime.getNano());
      MemorySegment file = name(arena, PathText.bytes(path));
      int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
      check(
          (int) UtimensatCall.HANDLE.invokeExact(state, AT_FDCWD, file, times, flags),
          state,
          syscall,
          given);
    } catch (UvException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void check(int result, MemorySegment state, String syscall, String path) {
    if (result < 0) {
      throw new UvException(errno(state), syscall, path);
    }
  }

  private static Errno errno(MemorySegment state) {
    return Errno.of((int) ERRNO.get(state, 0L));
  }

  private static MemorySegment name(Arena arena, byte[] bytes) {
    MemorySegment s = arena.allocate(bytes.length + 1L);
    s.copyFrom(MemorySegment.ofArray(bytes));
    return s;
  }
}
