package dev.gori.runtime.binding;

import dev.gori.engine.AfterRounds;
import dev.gori.engine.Binding;
import dev.gori.engine.HostArgs;
import dev.gori.engine.HostFunction;
import dev.gori.engine.NodeException;
import dev.gori.loop.files.Contents;
import dev.gori.loop.files.Directories;
import dev.gori.loop.files.FileSystem;
import dev.gori.loop.files.OpenFlags;
import dev.gori.loop.files.Stat;
import dev.gori.runtime.Environment;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Files and directories: the Java half of {@code fs.js}.
 *
 * <p>Names come as text, or as bytes where JavaScript asks with {@code raw}. A position of -1 is
 * the file's own. The blocking functions run on the loop thread or on the pool; the others on the
 * loop thread only. Those that change names, contents or rights of files say so to the isolate.
 */
public final class FsBinding {
  /** What crosses to JavaScript at little cost. */
  private static final int SMALL_FILE = 65536;

  /** Flags of open(2) with which a file may be made or changed. */
  private static final int MAY_CHANGE =
      OpenFlags.O_WRONLY | OpenFlags.O_RDWR | OpenFlags.O_CREAT | OpenFlags.O_TRUNC;

  // What the calls take in libuv: open, fstat, read, close; fstat, read; open, write, close.
  private static final int READ_FILE = 4;
  private static final int READ_OPEN_FILE = 2;
  private static final int WRITE_FILE = 3;

  /** realpath looks at each part of the path; this is what a short one takes. */
  private static final int REALPATH = 3;

  private FsBinding() {}

  /** Registers the functions of the {@code fs} binding. */
  public static void register(Binding b, Environment env) {
    Supplier<FileSystem> change =
        () -> {
          env.isolate().filesChanged();
          return env.files();
        };
    descriptors(b, env::files, change);
    contents(b, env::files, change);
    metadata(b, env::files, change);
    names(b, env::files, change);
    directories(b, env::files, change);
    FsWatch.register(b, env);
  }

  /** A function without a result. */
  private interface Action {
    void run(HostArgs a);
  }

  private static HostFunction action(Action action) {
    return a -> {
      action.run(a);
      return null;
    };
  }

  private static void descriptors(Binding b, Supplier<FileSystem> fs, Supplier<FileSystem> change) {
    b.blocking("open", a -> opening(a, fs, change).open(a.string(0), a.integer(1), a.integer(2)))
        .blocking("close", action(a -> fs.get().close(a.integer(0))))
        .function("read", a -> fs.get().read(a.integer(0), a.bytes(1), a.longInteger(2)))
        .blocking("readBytes", a -> fs.get().read(a.integer(0), a.integer(1), a.longInteger(2)))
        .blocking("write", a -> fs.get().write(a.integer(0), a.bytes(1), a.longInteger(2)))
        .blocking("ftruncate", action(a -> change.get().truncate(a.integer(0), a.longInteger(1))))
        .blocking("fsync", action(a -> fs.get().fsync(a.integer(0))))
        .blocking("fdatasync", action(a -> fs.get().fdatasync(a.integer(0))))
        .function("umask", a -> a.isUndefined(0) ? fs.get().umask() : fs.get().umask(a.integer(0)));
  }

  private static void contents(Binding b, Supplier<FileSystem> fs, Supplier<FileSystem> change) {
    b.blocking(
            "readFile",
            a -> after(READ_FILE, read(opening(a, fs, change), a.string(0), a.integer(1))))
        .function(
            "readFileOrOpen", a -> readOrOpen(opening(a, fs, change), a.string(0), a.integer(1)))
        .blocking(
            "readFileText",
            a ->
                after(
                    READ_FILE,
                    Utf8Text.decode(read(opening(a, fs, change), a.string(0), a.integer(1)))))
        .blocking("readOpenFile", a -> after(READ_OPEN_FILE, read(fs.get(), a.integer(0))))
        .blocking(
            "readOpenFileText",
            a -> after(READ_OPEN_FILE, Utf8Text.decode(read(fs.get(), a.integer(0)))))
        .blocking(
            "truncate",
            a -> {
              change.get().contents().truncate(a.string(0), a.longInteger(1));
              return after(WRITE_FILE, null);
            })
        .blocking(
            "writeFile",
            a -> {
              change
                  .get()
                  .contents()
                  .write(a.string(0), data(a, 1), a.integer(2), a.integer(3), a.bool(4));
              return after(WRITE_FILE, null);
            })
        .blocking(
            "writeOpenFile",
            action(a -> fs.get().contents().write(a.integer(0), data(a, 1), a.bool(2))));
  }

  /** For the functions that open argument 0 with the flags of argument 1. */
  private static FileSystem opening(
      HostArgs a, Supplier<FileSystem> read, Supplier<FileSystem> change) {
    return (a.integer(1) & MAY_CHANGE) == 0 ? read.get() : change.get();
  }

  private static AfterRounds after(int rounds, @Nullable Object result) {
    return new AfterRounds(rounds, result);
  }

  private static byte[] read(FileSystem fs, String path, int flags) {
    return read(() -> fs.contents().read(path, flags));
  }

  private static byte[] read(FileSystem fs, int fd) {
    return read(() -> fs.contents().read(fd));
  }

  /**
   * Bytes of a small file; of a larger one the descriptor and the size, so that JavaScript reads
   * into memory of its own.
   */
  private static Object readOrOpen(FileSystem fs, String path, int flags) {
    Contents.Content content = fs.contents().readOrOpen(path, flags, SMALL_FILE);
    return content instanceof Contents.Content.Large large
        ? new double[] {large.fd(), large.size()}
        : ((Contents.Content.Whole) content).bytes();
  }

  private static byte[] read(Supplier<byte[]> file) {
    try {
      return file.get();
    } catch (Contents.TooLarge e) {
      throw new NodeException(
          "ERR_FS_FILE_TOO_LARGE",
          "File size (" + e.size() + ") is greater than 2 GiB",
          NodeException.Kind.RANGE_ERROR);
    }
  }

  /** What to write: bytes, or well-formed text for UTF-8. */
  private static ByteBuffer data(HostArgs a, int i) {
    return a.isString(i)
        ? ByteBuffer.wrap(a.string(i).getBytes(StandardCharsets.UTF_8))
        : a.bytes(i);
  }

  private static void metadata(Binding b, Supplier<FileSystem> fs, Supplier<FileSystem> change) {
    b.blocking("stat", a -> numbers(fs.get().metadata().stat(a.string(0))))
        .blocking("lstat", a -> numbers(fs.get().metadata().lstat(a.string(0))))
        .blocking("fstat", a -> numbers(fs.get().metadata().fstat(a.integer(0))))
        .blocking("bigStat", a -> bigNumbers(fs.get().metadata().stat(a.string(0))))
        .blocking("bigLstat", a -> bigNumbers(fs.get().metadata().lstat(a.string(0))))
        .blocking("bigFstat", a -> bigNumbers(fs.get().metadata().fstat(a.integer(0))))
        .function("statIfExists", a -> found(fs.get().metadata().statIfExists(a.string(0)), a))
        .function("lstatIfExists", a -> found(fs.get().metadata().lstatIfExists(a.string(0)), a))
        .blocking("exists", a -> fs.get().metadata().exists(a.string(0)))
        .blocking("access", action(a -> fs.get().metadata().access(a.string(0), a.integer(1))))
        .blocking("chmod", action(a -> change.get().metadata().chmod(a.string(0), a.integer(1))))
        .blocking("fchmod", action(a -> change.get().metadata().fchmod(a.integer(0), a.integer(1))))
        .blocking(
            "chown", action(a -> change.get().metadata().chown(a.string(0), id(a, 1), id(a, 2))))
        .blocking(
            "lchown", action(a -> change.get().metadata().lchown(a.string(0), id(a, 1), id(a, 2))))
        .blocking(
            "fchown", action(a -> change.get().metadata().fchown(a.integer(0), id(a, 1), id(a, 2))))
        .blocking(
            "utimes", action(a -> fs.get().metadata().utimes(a.string(0), time(a, 1), time(a, 2))))
        .blocking(
            "lutimes",
            action(a -> fs.get().metadata().lutimes(a.string(0), time(a, 1), time(a, 2))))
        .blocking(
            "futimes",
            action(a -> fs.get().metadata().futimes(a.integer(0), time(a, 1), time(a, 2))))
        .blocking(
            "statfs",
            a -> Arrays.stream(fs.get().metadata().statfs(a.string(0))).asDoubleStream().toArray())
        .blocking(
            "bigStatfs",
            a ->
                Arrays.stream(fs.get().metadata().statfs(a.string(0)))
                    .mapToObj(BigInteger::valueOf)
                    .toArray());
  }

  /**
   * A user or group id: up to 2^32 - 1 in JavaScript, where -1 and 2^32 - 1 both mean "leave it".
   */
  private static int id(HostArgs a, int i) {
    return (int) a.longInteger(i);
  }

  /** Seconds since 1970 with a fraction. */
  private static Instant time(HostArgs a, int i) {
    double seconds = a.number(i);
    long whole = (long) Math.floor(seconds);
    return Instant.ofEpochSecond(whole, (long) ((seconds - whole) * 1e9));
  }

  private static @Nullable Object found(Optional<Stat> stat, HostArgs a) {
    if (a.bool(1)) {
      return stat.map(FsBinding::bigNumbers).orElse(null);
    }
    return stat.map(FsBinding::numbers).orElse(null);
  }

  /**
   * The order is the one {@code internal/fs/stats.js} reads; times are seconds, then nanoseconds.
   */
  private static double[] numbers(Stat s) {
    return new double[] {
      s.dev(),
      s.mode(),
      s.nlink(),
      s.uid(),
      s.gid(),
      s.rdev(),
      s.blksize(),
      s.ino(),
      s.size(),
      s.blocks(),
      s.atime().getEpochSecond(),
      s.atime().getNano(),
      s.mtime().getEpochSecond(),
      s.mtime().getNano(),
      s.ctime().getEpochSecond(),
      s.ctime().getNano(),
      s.birthtime().getEpochSecond(),
      s.birthtime().getNano()
    };
  }

  private static Object[] bigNumbers(Stat s) {
    Object[] big = Arrays.stream(numbers(s)).mapToObj(d -> BigInteger.valueOf((long) d)).toArray();
    // These four may not fit a double.
    big[0] = BigInteger.valueOf(s.dev());
    big[5] = BigInteger.valueOf(s.rdev());
    big[7] = new BigInteger(Long.toUnsignedString(s.ino()));
    big[8] = BigInteger.valueOf(s.size());
    return big;
  }

  private static void names(Binding b, Supplier<FileSystem> fs, Supplier<FileSystem> change) {
    b.blocking("unlink", action(a -> change.get().names().unlink(a.string(0))))
        .blocking("rename", action(a -> change.get().names().rename(a.string(0), a.string(1))))
        .blocking("link", action(a -> change.get().names().link(a.string(0), a.string(1))))
        .blocking("symlink", action(a -> change.get().names().symlink(a.string(0), a.string(1))))
        .blocking("readlink", a -> name(fs.get().names().readlink(a.string(0)), a.bool(1)))
        .blocking(
            "realpath",
            a -> after(REALPATH, name(fs.get().names().realpathByWalking(a.string(0)), a.bool(1))))
        .blocking("realpathNative", a -> name(fs.get().names().realpath(a.string(0)), a.bool(1)))
        .blocking(
            "copyFile",
            action(a -> change.get().names().copyFile(a.string(0), a.string(1), a.integer(2))));
  }

  private static Object name(byte[] name, boolean raw) {
    return raw ? name : Utf8Text.decode(name);
  }

  private static void directories(Binding b, Supplier<FileSystem> fs, Supplier<FileSystem> change) {
    b.blocking("mkdir", action(a -> change.get().directories().mkdir(a.string(0), a.integer(1))))
        .blocking(
            "mkdirs",
            a -> change.get().directories().mkdirs(a.string(0), a.integer(1)).orElse(null))
        .blocking("mkdtemp", a -> change.get().directories().mkdtemp(a.string(0)))
        .blocking("rmdir", action(a -> change.get().directories().rmdir(a.string(0))))
        .blocking("remove", a -> change.get().directories().remove(a.string(0)))
        .blocking(
            "readdir",
            a -> entries(fs.get().directories().list(a.string(0), a.bool(1)), a.bool(1), a.bool(2)))
        .blocking(
            "readdirs",
            a -> entries(fs.get().directories().listRecursively(a.string(0)), a.bool(1), a.bool(2)))
        .blocking("opendir", a -> fs.get().directories().open(a.string(0)))
        .blocking(
            "nextEntries",
            a -> entries(fs.get().directories().next(a.integer(0), a.integer(1)), true, a.bool(2)))
        .blocking("closedir", action(a -> fs.get().directories().close(a.integer(0))));
  }

  /**
   * Names, each with a digit for its kind in front if there are kinds. Raw ones as one run of
   * bytes, each ended by a NUL, which no name contains.
   */
  private static Object entries(List<Directories.Entry> entries, boolean kinds, boolean raw) {
    if (raw) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (Directories.Entry e : entries) {
        if (kinds) {
          all.write('0' + e.kind());
        }
        all.writeBytes(e.name());
        all.write(0);
      }
      return all.toByteArray();
    }
    String[] names = new String[entries.size()];
    for (int i = 0; i < names.length; i++) {
      Directories.Entry e = entries.get(i);
      String name = Utf8Text.decode(e.name());
      names[i] = kinds ? e.kind() + name : name;
    }
    return names;
  }
}
