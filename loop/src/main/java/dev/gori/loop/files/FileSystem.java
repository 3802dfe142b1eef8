package dev.gori.loop.files;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file system as one program sees it: its working folder, its descriptors, and POSIX's calls.
 * Every failed call throws {@link UvException} with Node's name for the call.
 *
 * <p>Calls on descriptors are here; the others are grouped in {@link #metadata()}, {@link
 * #directories()}, {@link #names()} and {@link #contents()}.
 *
 * <p>Any thread; a call blocks its thread until it is done.
 */
public final class FileSystem implements AutoCloseable {
  private final PathText paths;
  private final Descriptors descriptors = new Descriptors();
  private final AtomicInteger closes = new AtomicInteger();
  private final Metadata metadata = new Metadata(this);
  private final Directories directories = new Directories(this);
  private final Names names = new Names(this);
  private final Contents contents = new Contents(this);
  private final Watches watches = new Watches(this);

  private FileSystem(Supplier<String> workingFolder, OpenFile in, OpenFile out, OpenFile err) {
    this.paths = new PathText(workingFolder);
    descriptors.add(in);
    descriptors.add(out);
    descriptors.add(err);
  }

  /**
   * The file system of a program that has this process's standard streams.
   *
   * @param workingFolder absolute; asked anew for each relative path
   * @param inherited numbers of the kernel, above 2, that are the program's descriptors too
   */
  @SuppressWarnings("resource") // descriptors 0, 1 and 2 belong to the process
  public static FileSystem ofProcess(Supplier<String> workingFolder, int... inherited) {
    FileSystem files =
        new FileSystem(
            workingFolder,
            DiskFile.standard(new FileInputStream(FileDescriptor.in).getChannel(), 0),
            DiskFile.standard(new FileOutputStream(FileDescriptor.out).getChannel(), 1),
            DiskFile.standard(new FileOutputStream(FileDescriptor.err).getChannel(), 2));
    for (int number : inherited) {
      files.descriptors.put(number, DiskFile.inherited(number));
    }
    return files;
  }

  /** The file system of an embedded program; its standard streams are the application's. */
  public static FileSystem ofStreams(
      Supplier<String> workingFolder,
      ReadableByteChannel in,
      WritableByteChannel out,
      WritableByteChannel err) {
    return new FileSystem(workingFolder, StreamFile.of(in), StreamFile.of(out), StreamFile.of(err));
  }

  public Metadata metadata() {
    return metadata;
  }

  public Directories directories() {
    return directories;
  }

  public Names names() {
    return names;
  }

  public Contents contents() {
    return contents;
  }

  public Watches watches() {
    return watches;
  }

  /** Closes what the program left open, but not the standard streams. */
  @Override
  public void close() {
    watches.close();
    directories.closeAll();
    OpenFile[] open = descriptors.clear();
    for (OpenFile file : Arrays.asList(open).subList(Math.min(3, open.length), open.length)) {
      try {
        file.close();
      } catch (IOException e) {
        // The program is over: nobody is left to tell.
        System.getLogger("dev.gori.loop").log(System.Logger.Level.DEBUG, "close", e);
      }
    }
  }

  /** Opens a file; {@link OpenFlags} has the flags. Returns its descriptor. */
  public int open(String path, int flags, int mode) {
    return add(openFile(path, flags, mode));
  }

  int add(OpenFile file) {
    return descriptors.add(file);
  }

  OpenFile openFile(String path, int flags, int mode) {
    return onPath("open", path, p -> DiskFile.open(p, flags, mode));
  }

  public void close(int fd) {
    OpenFile file = descriptors.remove(fd, "close");
    try {
      file.close();
    } catch (IOException e) {
      throw UvException.of(e, "close");
    } finally {
      closes.incrementAndGet();
    }
  }

  /** How many descriptors were closed so far: until it changes, each stands for what it did. */
  public int closes() {
    return closes.get();
  }

  /**
   * A new number of the kernel, at least {@code atLeast}, for what a descriptor stands for; the
   * caller closes it.
   */
  public int duplicate(int fd, int atLeast) {
    return descriptors.get(fd, "dup").duplicate(atLeast);
  }

  /** True when the descriptor is open. */
  public boolean isOpen(int fd) {
    return descriptors.contains(fd);
  }

  /**
   * Reads into the target's remaining space.
   *
   * @param position in the file; -1 for the file's own, which moves on
   * @return bytes read, 0 at the end
   */
  public int read(int fd, ByteBuffer target, long position) {
    return onFile("read", fd, f -> f.read(target, position));
  }

  /** As {@link #read}, into new memory: returns the bytes read, at most {@code length}. */
  public byte[] read(int fd, int length, long position) {
    byte[] bytes = new byte[length];
    int n = read(fd, ByteBuffer.wrap(bytes), position);
    return n == length ? bytes : Arrays.copyOf(bytes, n);
  }

  /** Writes once; returns the bytes written. Position as for {@link #read}. */
  public int write(int fd, ByteBuffer source, long position) {
    return onFile("write", fd, f -> f.write(source, position));
  }

  public void truncate(int fd, long length) {
    onFile(
        "ftruncate",
        fd,
        f -> {
          try {
            f.truncate(length);
          } catch (NonWritableChannelException e) {
            throw new UvException(Errno.EINVAL, "ftruncate"); // not EBADF as for write
          }
          return 0;
        });
  }

  public void fsync(int fd) {
    sync("fsync", fd, true);
  }

  public void fdatasync(int fd) {
    sync("fdatasync", fd, false);
  }

  private void sync(String syscall, int fd, boolean metadata) {
    onFile(
        syscall,
        fd,
        f -> {
          f.sync(metadata);
          return 0;
        });
  }

  /** What permission bits new files don't get. */
  public int umask() {
    return Umask.get();
  }

  /** Sets the umask of the whole process; returns the one before. */
  public int umask(int mask) {
    return Umask.set(mask);
  }

  interface OnPath<T> {
    T run(Path path) throws IOException;
  }

  interface OnFile<T> {
    T run(OpenFile file) throws IOException;
  }

  PathText paths() {
    return paths;
  }

  <T> T onFile(String syscall, int fd, OnFile<T> call) {
    return onFile(syscall, descriptors.get(fd, syscall), call);
  }

  static <T> T onFile(String syscall, OpenFile file, OnFile<T> call) {
    try {
      return call.run(file);
    } catch (UvException e) {
      throw e;
    } catch (IOException e) {
      throw UvException.of(e, syscall);
    } catch (RuntimeException e) {
      throw translate(e, syscall, null, null);
    }
  }

  <T> T onPath(String syscall, String path, OnPath<T> call) {
    return onPaths(syscall, path, null, () -> call.run(paths.resolve(path)));
  }

  /** As {@link #onPath}, for calls on the entry itself: a trailing slash doesn't matter. */
  <T> T onName(String syscall, String path, OnPath<T> call) {
    return onPaths(syscall, path, null, () -> call.run(paths.resolveName(path)));
  }

  interface Call<T> {
    T run() throws IOException;
  }

  <T> T onPaths(String syscall, String path, @Nullable String dest, Call<T> call) {
    try {
      return call.run();
    } catch (UvException e) {
      throw e;
    } catch (IOException e) {
      throw UvException.of(e, syscall, path, dest);
    } catch (RuntimeException e) {
      throw translate(e, syscall, path, dest);
    }
  }

  private static RuntimeException translate(
      RuntimeException e, String syscall, @Nullable String path, @Nullable String dest) {
    if (e instanceof InvalidPathException) {
      return new UvException(Errno.EINVAL, syscall, path, dest);
    }
    return Errno.of(e)
        .<RuntimeException>map(errno -> new UvException(errno, syscall, path, dest))
        .orElse(e);
  }
}
