package dev.gori.loop.files;

import dev.gori.loop.CLibrary;
import dev.gori.loop.RawDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open file, device or directory.
 *
 * <p>java.nio has no channel that both reads and appends, so a file opened "a+" has two channels:
 * one appends, the other reads and holds the position, which an append moves to the end as the
 * kernel would.
 *
 * <p>Any thread.
 */
final class DiskFile implements OpenFile {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
  private static final int DEFAULT_MODE = 0666;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int O_CLOEXEC = 0x80000;

  /** Flags that only count when a file is first opened. */
  private static final int MAKING = OpenFlags.O_CREAT | OpenFlags.O_EXCL | OpenFlags.O_TRUNC;

  private final Path path;
  private final int flags;
  private final FileChannel channel;
  private final @Nullable FileChannel appender;

  private DiskFile(Path path, int flags, FileChannel channel, @Nullable FileChannel appender) {
    this.path = path;
    this.flags = flags;
    this.channel = channel;
    this.appender = appender;
  }

  /**
   * A standard stream of this process: a file, a pipe or a terminal behind descriptor 0, 1 or 2.
   */
  static DiskFile standard(FileChannel channel, int descriptor) {
    return new DiskFile(
        Path.of("/proc/self/fd/" + descriptor),
        descriptor == 0 ? OpenFlags.O_RDONLY : OpenFlags.O_WRONLY,
        channel,
        null);
  }

  /** What another process has opened, by the kernel's number. */
  static DiskFile inherited(int number) {
    return new DiskFile(
        Path.of("/proc/self/fd/" + number), OpenFlags.O_RDWR, RawDescriptor.file(number), null);
  }

  static DiskFile open(Path path, int flags, int mode) throws IOException {
    if (!OpenFlags.writes(flags)) {
      return openReadOnly(path, flags, mode);
    }
    boolean append = OpenFlags.has(flags, OpenFlags.O_APPEND);
    FileChannel channel = FileChannel.open(path, OpenFlags.options(flags), attributes(flags, mode));
    if (!append) {
      return new DiskFile(path, flags, channel, null);
    }
    try {
      if (OpenFlags.has(flags, OpenFlags.O_TRUNC)) {
        channel.truncate(0);
      }
      if (!OpenFlags.reads(flags)) {
        return new DiskFile(path, flags, channel, null);
      }
      return new DiskFile(path, flags, FileChannel.open(path, StandardOpenOption.READ), channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** java.nio ignores O_CREAT and O_TRUNC without write access; the kernel does not. */
  private static DiskFile openReadOnly(Path path, int flags, int mode) throws IOException {
    boolean create = OpenFlags.has(flags, OpenFlags.O_CREAT);
    boolean truncate = OpenFlags.has(flags, OpenFlags.O_TRUNC);
    Set<OpenOption> options = OpenFlags.options(flags);
    if (create || truncate) {
      Set<OpenOption> writing = OpenFlags.options(flags | OpenFlags.O_WRONLY);
      FileChannel.open(path, writing, attributes(flags, mode)).close();
    }
    FileChannel channel = FileChannel.open(path, options, NO_ATTRIBUTES);
    if (OpenFlags.has(flags, OpenFlags.O_DIRECTORY) && !Files.isDirectory(path)) {
      channel.close();
      throw new NotDirectoryException(path.toString());
    }
    return new DiskFile(path, flags, channel, null);
  }

  /** The mode for a file that is made; the kernel takes the umask off it. */
  private static FileAttribute<?>[] attributes(int flags, int mode) {
    return OpenFlags.has(flags, OpenFlags.O_CREAT) && mode != DEFAULT_MODE
        ? new FileAttribute<?>[] {permissions(mode)}
        : NO_ATTRIBUTES;
  }

  /** The nine permission bits of the mode, for java.nio's creating calls. */
  static FileAttribute<Set<PosixFilePermission>> permissions(int mode) {
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values(); // from owner read to others execute
    for (int bit = 0; bit < 9; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        set.add(all[bit]);
      }
    }
    return PosixFilePermissions.asFileAttribute(set);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int n = position < 0 ? channel.read(target) : channel.read(target, position);
    return Math.max(n, 0);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    FileChannel writer = appender == null ? channel : appender;
    int n = position < 0 ? writer.write(source) : writer.write(source, position);
    if (appender != null) {
      channel.position(appender.size());
    }
    return n;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void truncate(long length) throws IOException {
    FileChannel writer = appender == null ? channel : appender;
    long size = writer.size();
    if (length <= size) {
      long position = channel.position();
      writer.truncate(length);
      if (appender == null && position > length) {
        channel.position(position); // java.nio moves it back, ftruncate(2) doesn't
      }
    } else if (OpenFlags.has(flags, OpenFlags.O_APPEND)) {
      // A positioned write to an appending file appends: grow it through another opening of it.
      try (FileChannel other = FileChannel.open(identity(), StandardOpenOption.WRITE)) {
        grow(other, length);
      }
    } else {
      grow(writer, length);
    }
  }

  private static void grow(FileChannel channel, long length) throws IOException {
    channel.write(ByteBuffer.wrap(new byte[1]), length - 1);
  }

  @Override
  public void sync(boolean metadata) throws IOException {
    (appender == null ? channel : appender).force(metadata);
  }

  @Override
  public Path identity() throws IOException {
    if (!channel.isOpen()) {
      throw new NoSuchFileException(path.toString());
    }
    int number = RawDescriptor.of(channel);
    return number < 0 ? path : Path.of("/proc/self/fd/" + number);
  }

  @Override
  public int duplicate(int atLeast) {
    int number = RawDescriptor.of(appender == null ? channel : appender);
    if (number >= 0) {
      return CLibrary.call("fcntl", number, F_DUPFD_CLOEXEC, atLeast);
    }
    // What the platform does not tell is opened again; a file that is read starts over.
    int opened = CLibrary.call("open", path.toString(), flags & ~MAKING | O_CLOEXEC);
    try {
      return CLibrary.call("fcntl", opened, F_DUPFD_CLOEXEC, atLeast);
    } finally {
      CLibrary.invoke("close", opened);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      if (appender != null) {
        appender.close();
      }
    }
  }
}
