package dev.gori.loop.files;

import dev.gori.loop.UvException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whole files in one call: open, size, read, close. One job on the pool instead of four.
 *
 * <p>Any thread.
 */
public final class Contents {
  /** The largest file that is read into one piece of memory, as in Node: 2 GiB - 1. */
  public static final long MAX_LENGTH = Integer.MAX_VALUE;

  /** Read at once. java.nio keeps a native buffer of this size for each thread that reads. */
  private static final int CHUNK = 512 * 1024;

  /** Where no size is known (/proc, pipes, devices). */
  private static final int FIRST_GUESS = 8 * 1024;

  /** What the JVM can hold in one array. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final FileSystem files;

  Contents(FileSystem files) {
    this.files = files;
  }

  /** The file is longer than {@link #MAX_LENGTH}. */
  public static final class TooLarge extends RuntimeException {
    private final long size;

    TooLarge(long size) {
      super("File is too large: " + size, null, false, false);
      this.size = size;
    }

    /** In bytes. */
    public long size() {
      return size;
    }
  }

  /** Opens the file, reads all of it and closes it. */
  public byte[] read(String path, int flags) {
    byte[] simple = flags == OpenFlags.O_RDONLY ? readSimply(path) : null;
    if (simple != null) {
      return simple;
    }
    OpenFile file = files.openFile(path, flags, 0666);
    try {
      return FileSystem.onFile("read", file, Contents::readAll);
    } finally {
      close(file);
    }
  }

  /**
   * The way with the fewest steps, for programs begin with reading hundreds of modules; null when
   * it does not work, and the other way says why.
   */
  private byte @Nullable [] readSimply(String path) {
    try (FileInputStream in =
        new FileInputStream(
            PathText.isSimple(path) ? path : files.paths().resolve(path).toString())) {
      int size = in.available();
      if (size >= MAX_ARRAY) {
        return null;
      }
      // No size is known, or the file is becoming shorter: not the simple way.
      byte[] bytes = new byte[size];
      return size > 0 && in.read(bytes) == size ? bytes : null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** All of a file; null when the path leads nowhere, to a directory, or may not be read. */
  public byte @Nullable [] readIfFile(String path) {
    if (files.metadata().kind(path) != 0) {
      return null;
    }
    try {
      return read(path, OpenFlags.O_RDONLY);
    } catch (UvException e) {
      return null;
    }
  }

  /** What {@link #readOrOpen} found. */
  public sealed interface Content {
    /** All of a small file. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(byte[] bytes) implements Content {}

    /** A large file, open: its reader has the memory for its size, and closes it. */
    record Large(int fd, long size) implements Content {}
  }

  /** Reads a file of at most {@code limit} bytes; a larger one it only opens. */
  public Content readOrOpen(String path, int flags, int limit) {
    OpenFile file = files.openFile(path, flags, 0666);
    boolean keep = false;
    try {
      long size = FileSystem.onFile("fstat", file, OpenFile::size);
      if (size <= limit) {
        return new Content.Whole(FileSystem.onFile("read", file, Contents::readAll));
      }
      keep = true;
      return new Content.Large(files.add(file), size);
    } finally {
      if (!keep) {
        close(file);
      }
    }
  }

  /** Reads an open file from its position to its end. */
  public byte[] read(int fd) {
    return files.onFile("read", fd, Contents::readAll);
  }

  private static byte[] readAll(OpenFile file) throws IOException {
    long size = file.size();
    if (size > MAX_LENGTH) {
      throw new TooLarge(size);
    }
    return size > 0 ? readSized(file, (int) Math.min(size, MAX_ARRAY)) : readToEnd(file);
  }

  private static byte[] readSized(OpenFile file, int size) throws IOException {
    byte[] bytes = new byte[size];
    int n = 0;
    while (n < size) {
      int got = file.read(ByteBuffer.wrap(bytes, n, Math.min(CHUNK, size - n)), -1);
      if (got == 0) {
        return Arrays.copyOf(bytes, n);
      }
      n += got;
    }
    return bytes;
  }

  private static byte[] readToEnd(OpenFile file) throws IOException {
    byte[] bytes = new byte[FIRST_GUESS];
    int n = 0;
    while (true) {
      int got = file.read(ByteBuffer.wrap(bytes, n, Math.min(CHUNK, bytes.length - n)), -1);
      if (got == 0) {
        return Arrays.copyOf(bytes, n);
      }
      n += got;
      if (n == bytes.length) {
        if (n == MAX_ARRAY) {
          throw new TooLarge(n + 1L);
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_ARRAY, n * 2L));
      }
    }
  }

  /**
   * Opens the file (by default for writing, made if missing, emptied), writes all the data and
   * closes it.
   *
   * @param sync wait until the device has it
   */
  public void write(String path, ByteBuffer data, int flags, int mode, boolean sync) {
    OpenFile file = files.openFile(path, flags, mode);
    try {
      writeAll(file, data, sync);
    } finally {
      close(file);
    }
  }

  /** Writes all the data at the open file's position. */
  public void write(int fd, ByteBuffer data, boolean sync) {
    files.onFile(
        "write",
        fd,
        f -> {
          writeAll(f, data, sync);
          return 0;
        });
  }

  private static void writeAll(OpenFile file, ByteBuffer data, boolean sync) {
    FileSystem.onFile(
        "write",
        file,
        f -> {
          int end = data.limit();
          while (data.position() < end) {
            data.limit(Math.min(end, data.position() + CHUNK));
            f.write(data, -1);
          }
          return 0;
        });
    if (sync) {
      FileSystem.onFile(
          "fsync",
          file,
          f -> {
            f.sync(true);
            return 0;
          });
    }
  }

  /** Opens the file, makes it this long and closes it. */
  public void truncate(String path, long length) {
    OpenFile file = files.openFile(path, OpenFlags.O_RDWR, 0);
    try {
      FileSystem.onFile(
          "ftruncate",
          file,
          f -> {
            f.truncate(length);
            return 0;
          });
    } finally {
      close(file);
    }
  }

  private static void close(OpenFile file) {
    try {
      file.close();
    } catch (IOException e) {
      throw UvException.of(e, "close");
    }
  }
}
