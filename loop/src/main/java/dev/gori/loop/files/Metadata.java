package dev.gori.loop.files;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the file system knows about a file: kind, owner, permissions, times.
 *
 * <p>Any thread.
 */
public final class Metadata {
  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  private final FileSystem files;

  Metadata(FileSystem files) {
    this.files = files;
  }

  public Stat stat(String path) {
    return files.onPath("stat", path, p -> Stat.read(p, FOLLOW));
  }

  public Stat lstat(String path) {
    return files.onPath("lstat", path, p -> Stat.read(p, NO_FOLLOW));
  }

  public Stat fstat(int fd) {
    return files.onFile("fstat", fd, f -> Stat.read(f.identity(), FOLLOW));
  }

  /** As {@link #stat}, but a file that does not exist is no error, which is cheaper. */
  public Optional<Stat> statIfExists(String path) {
    return ifExists("stat", path, FOLLOW);
  }

  /** As {@link #lstat}, but a file that does not exist is no error. */
  public Optional<Stat> lstatIfExists(String path) {
    return ifExists("lstat", path, NO_FOLLOW);
  }

  private Optional<Stat> ifExists(String syscall, String path, LinkOption[] options) {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try {
      return files.onPath(
          syscall,
          path,
          p -> isMissing(p, options) ? Optional.empty() : Optional.of(Stat.read(p, options)));
    } catch (UvException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isMissing(Path path, LinkOption[] options) throws IOException {
    return path.getFileSystem()
            .provider()
            .readAttributesIfExists(path, BasicFileAttributes.class, options)
        == null;
  }

  /** For module lookup: 0 for a file, 1 for a directory, negative when there is neither. */
  public int kind(String path) {
    if (PathText.isSimple(path)) {
      // The way with the fewest steps: a program begins with hundreds of these.
      return kind(new File(path));
    }
    try {
      Path p = files.paths().resolve(path);
      BasicFileAttributes a =
          p.getFileSystem().provider().readAttributesIfExists(p, BasicFileAttributes.class);
      return a == null ? Errno.ENOENT.negative() : a.isDirectory() ? 1 : 0;
    } catch (IOException e) {
      return Errno.of(e).negative();
    } catch (IllegalArgumentException e) {
      return Errno.EINVAL.negative();
    }
  }

  private static int kind(File file) {
    // Most have no file, or are none: the first question answers those.
    return !file.exists() ? Errno.ENOENT.negative() : file.isDirectory() ? 1 : 0;
  }

  /**
   * What a module's name may stand for: the first of the base with each suffix that leads to
   * something that is no directory. One call for what would be six.
   *
   * @param suffixes none stands for the base alone
   * @return its real path; if there is none, what {@link #kind} says of the base with the first
   *     suffix; null for a path that has to be taken with more care
   */
  public @Nullable Object findFile(String base, String[] suffixes) {
    if (!PathText.isSimple(base)) {
      return null;
    }
    int first = 0;
    for (int i = 0; i < Math.max(1, suffixes.length); i++) {
      File file = new File(suffixes.length == 0 ? base : base + suffixes[i]);
      // With a suffix it is a file, if there is one at all.
      int kind = i > 0 && file.isFile() ? 0 : kind(file);
      if (kind == 0) {
        try {
          return file.getCanonicalPath();
        } catch (IOException e) {
          return null;
        }
      }
      if (i == 0) {
        first = kind;
      }
    }
    return first;
  }

  /** True when the path leads to something. */
  public boolean exists(String path) {
    try {
      return Files.exists(files.paths().resolve(path));
    } catch (IOException | IllegalArgumentException e) {
      return false; // no path at all leads nowhere
    }
  }

  /** access(2): mode 0 asks for existence, 4, 2 and 1 for reading, writing and executing. */
  public void access(String path, int mode) {
    List<AccessMode> modes = new ArrayList<>(3);
    if ((mode & 4) != 0) {
      modes.add(AccessMode.READ);
    }
    if ((mode & 2) != 0) {
      modes.add(AccessMode.WRITE);
    }
    if ((mode & 1) != 0) {
      modes.add(AccessMode.EXECUTE);
    }
    files.onPath(
        "access",
        path,
        p -> {
          try {
            p.getFileSystem().provider().checkAccess(p, modes.toArray(AccessMode[]::new));
          } catch (NoSuchFileException e) {
            throw Stat.whyMissing(p, e);
          }
          return 0;
        });
  }

  public void chmod(String path, int mode) {
    files.onPath("chmod", path, p -> Files.setAttribute(p, "unix:mode", mode & 07777));
  }

  public void fchmod(int fd, int mode) {
    files.onFile("fchmod", fd, f -> Files.setAttribute(f.identity(), "unix:mode", mode & 07777));
  }

  /** The owner and the group; -1 leaves one as it is. */
  public void chown(String path, int uid, int gid) {
    files.onPath("chown", path, p -> chown(p, uid, gid, FOLLOW));
  }

  public void lchown(String path, int uid, int gid) {
    files.onPath("lchown", path, p -> chown(p, uid, gid, NO_FOLLOW));
  }

  public void fchown(int fd, int uid, int gid) {
    files.onFile("fchown", fd, f -> chown(f.identity(), uid, gid, FOLLOW));
  }

  private static Path chown(Path path, int uid, int gid, LinkOption[] options) throws IOException {
    if (uid != -1) {
      Files.setAttribute(path, "unix:uid", uid, options);
    }
    if (gid != -1) {
      Files.setAttribute(path, "unix:gid", gid, options);
    }
    return uid == -1 && gid == -1 ? path.toRealPath(options) : path;
  }

  public void utimes(String path, Instant atime, Instant mtime) {
    files.onPath("utime", path, p -> times(p, atime, mtime, true, "utime", path));
  }

  public void lutimes(String path, Instant atime, Instant mtime) {
    files.onPath("lutime", path, p -> times(p, atime, mtime, false, "lutime", path));
  }

  public void futimes(int fd, Instant atime, Instant mtime) {
    files.onFile(
        "futime",
        fd,
        f -> times(f.identity(), atime, mtime, true, "futime", f.identity().toString()));
  }

  private static Path times(
      Path path, Instant atime, Instant mtime, boolean follow, String syscall, String given)
      throws IOException {
    if (isFractionBefore1970(atime) || isFractionBefore1970(mtime)) {
      Libc.utimes(path, atime, mtime, follow, syscall, given);
    } else {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, follow ? FOLLOW : NO_FOLLOW)
          .setTimes(FileTime.from(mtime), FileTime.from(atime), null);
    }
    return path;
  }

  private static boolean isFractionBefore1970(Instant time) {
    return time.getEpochSecond() < 0 && time.getNano() != 0;
  }

  /** The file system that holds the path: type, bsize, blocks, bfree, bavail, files, ffree. */
  public long[] statfs(String path) {
    return files.onPath("statfs", path, p -> Libc.statfs(p, path));
  }
}
