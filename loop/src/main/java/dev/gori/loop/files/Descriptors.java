package dev.gori.loop.files;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The table of descriptors a program sees: small integers, the lowest free one first. 0, 1 and 2
 * are the standard streams.
 *
 * <p>Any thread; each call is atomic.
 */
final class Descriptors {
  private @Nullable OpenFile[] files = new @Nullable OpenFile[16];
  private final BitSet used = new BitSet();

  synchronized int add(OpenFile file) {
    int fd = used.nextClearBit(0);
    if (fd >= files.length) {
      files = Arrays.copyOf(files, files.length * 2);
    }
    files[fd] = file;
    used.set(fd);
    return fd;
  }

  /** Puts a file at a number that is free. */
  synchronized void put(int fd, OpenFile file) {
    if (fd >= files.length) {
      files = Arrays.copyOf(files, fd + 1);
    }
    files[fd] = file;
    used.set(fd);
  }

  synchronized OpenFile get(int fd, String syscall) {
    OpenFile file = fd >= 0 && fd < files.length ? files[fd] : null;
    if (file == null) {
      throw new UvException(Errno.EBADF, syscall);
    }
    return file;
  }

  synchronized OpenFile remove(int fd, String syscall) {
    OpenFile file = get(fd, syscall);
    files[fd] = null;
    used.clear(fd);
    return file;
  }

  synchronized boolean contains(int fd) {
    return fd >= 0 && used.get(fd);
  }

  /** Takes all files out of the table. */
  synchronized OpenFile[] clear() {
    OpenFile[] open =
        used.stream()
            .mapToObj(fd -> files[fd])
            .filter(OpenFile.class::isInstance)
            .toArray(OpenFile[]::new);
    used.clear();
    Arrays.fill(files, null);
    return open;
  }
}
