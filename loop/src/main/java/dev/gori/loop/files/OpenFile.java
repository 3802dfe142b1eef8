package dev.gori.loop.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What a descriptor stands for. A position of -1 means the file's own, which then moves on.
 *
 * <p>Any thread; calls on one file without a position are made one after the other.
 */
sealed interface OpenFile permits DiskFile, StreamFile {
  /** Returns the bytes read, 0 at the end of the file. */
  int read(ByteBuffer target, long position) throws IOException;

  /** Returns the bytes written: all of the source, unless it is a pipe that takes no more. */
  int write(ByteBuffer source, long position) throws IOException;

  /** Bytes in the file; 0 for what has no size, such as a pipe. */
  long size() throws IOException;

  void truncate(long length) throws IOException;

  /** Waits until the device has the data; also of times and size when {@code metadata}. */
  void sync(boolean metadata) throws IOException;

  /** A path that names this very file, even one renamed or deleted since it was opened. */
  Path identity() throws IOException;

  /**
   * A new number of the kernel for it, which child processes can be given; the caller closes it.
   *
   * @throws dev.gori.loop.UvException EBADF when it is nothing of the kernel's
   */
  int duplicate(int atLeast);

  void close() throws IOException;
}
