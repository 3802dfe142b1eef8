package dev.gori.loop.files;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * Names of files: links, renaming, deleting, copying, and where a name really leads.
 *
 * <p>Any thread.
 */
public final class Names {
  /** copyFile: fail when the target exists. */
  public static final int COPYFILE_EXCL = 1;

  /** copyFile: fail unless the file system can share the blocks. java.nio cannot ask for that. */
  public static final int COPYFILE_FICLONE_FORCE = 4;

  private final FileSystem files;

  Names(FileSystem files) {
    this.files = files;
  }

  public void unlink(String path) {
    files.onPath(
        "unlink",
        path,
        p -> {
          if (isDirectory(p)) {
            throw new FileSystemException(path, null, "Is a directory");
          }
          Files.delete(p);
          return 0;
        });
  }

  public void rename(String from, String to) {
    files.onPaths(
        "rename",
        from,
        to,
        () ->
            Files.move(
                ofEntry(from),
                ofEntry(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
  }

  /** A trailing slash is right behind a directory, and an error behind a file. */
  private Path ofEntry(String path) throws IOException {
    Path p = files.paths().resolveName(path);
    if (path.endsWith("/") && Files.exists(p, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(p)) {
      throw new NotDirectoryException(path);
    }
    return p;
  }

  public void link(String existing, String path) {
    files.onPaths(
        "link",
        existing,
        path,
        () -> Files.createLink(files.paths().resolve(path), files.paths().resolve(existing)));
  }

  public void symlink(String target, String path) {
    files.onPaths(
        "symlink",
        target,
        path,
        () -> {
          Path link = files.paths().resolve(path);
          if (target.isEmpty()) {
            throw new UvException(Errno.ENOENT, "symlink", target, path);
          }
          Path exact = PathText.of(target);
          if (exact.toString().equals(target)) {
            return Files.createSymbolicLink(link, exact);
          }
          Libc.symlink(PathText.bytesAsGiven(target), link, target, path);
          return link;
        });
  }

  /** The link's target, as it is written in the link. */
  public byte[] readlink(String path) {
    return files.onPath("readlink", path, p -> PathText.bytes(Files.readSymbolicLink(p)));
  }

  /** Where the path leads, without links; realpath(3). */
  public byte[] realpath(String path) {
    return files.onPath("realpath", path, p -> PathText.bytes(p.toRealPath()));
  }

  /**
   * As {@link #realpath}, with the errors of a walk from the root: the first part of the path that
   * is missing is named, and the call that found out (lstat; stat for a loop of links).
   */
  public byte[] realpathByWalking(String path) {
    try {
      return PathText.bytes(files.paths().resolveName(path.isEmpty() ? "." : path).toRealPath());
    } catch (IOException | IllegalArgumentException e) {
      Path whole;
      try {
        whole = files.paths().resolveName(path).normalize();
      } catch (IOException | IllegalArgumentException none) {
        throw new UvException(Errno.ENOENT, "lstat", path);
      }
      Path part = whole.getRoot();
      for (Path name : whole) {
        part = part.resolve(name);
        String text = part.toString();
        if (files.metadata().lstat(text).isSymbolicLink()) {
          files.metadata().stat(text);
        }
      }
      throw e instanceof IOException io
          ? UvException.of(io, "lstat", path, null)
          : new UvException(Errno.EINVAL, "lstat", path);
    }
  }

  /** Copies a file's bytes and permissions; flags are {@code COPYFILE_*}. */
  public void copyFile(String from, String to, int flags) {
    files.onPaths(
        "copyfile",
        from,
        to,
        () -> {
          copy(files.paths().resolve(from), files.paths().resolve(to), flags, from, to);
          return 0;
        });
  }

  private static void copy(Path from, Path to, int flags, String givenFrom, String givenTo)
      throws IOException {
    if ((flags & COPYFILE_FICLONE_FORCE) != 0) {
      throw new UvException(Errno.ENOTSUP, "copyfile", givenFrom, givenTo);
    }
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ)) {
      Stat stat = Stat.read(from);
      if (stat.isDirectory()) {
        throw new FileSystemException(givenFrom, null, "Is a directory");
      }
      if ((flags & COPYFILE_EXCL) == 0 && Files.exists(to) && Files.isSameFile(from, to)) {
        return;
      }
      Set<StandardOpenOption> options = new HashSet<>();
      options.add(StandardOpenOption.WRITE);
      options.add(
          (flags & COPYFILE_EXCL) != 0 ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
      try (FileChannel target = FileChannel.open(to, options, DiskFile.permissions(stat.mode()))) {
        target.truncate(0);
        Files.setAttribute(to, "unix:mode", stat.mode() & 07777);
        transfer(source, target);
      }
    }
  }

  private static void transfer(FileChannel source, FileChannel target) throws IOException {
    long position = 0;
    while (true) {
      long n = source.transferTo(position, Integer.MAX_VALUE, target);
      if (n <= 0) {
        return;
      }
      position += n;
    }
  }

  static boolean isDirectory(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isDirectory();
    } catch (NoSuchFileException e) {
      throw Stat.whyMissing(path, e);
    }
  }
}
