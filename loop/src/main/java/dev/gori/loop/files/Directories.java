package dev.gori.loop.files;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Directories: making, listing, deleting.
 *
 * <p>Any thread.
 */
public final class Directories {
  /** What a directory entry is, with libuv's numbers (UV_DIRENT_*). */
  public static final int UNKNOWN = 0;

  public static final int FILE = 1;
  public static final int DIRECTORY = 2;
  public static final int LINK = 3;
  public static final int FIFO = 4;
  public static final int SOCKET = 5;
  public static final int CHARACTER_DEVICE = 6;
  public static final int BLOCK_DEVICE = 7;

  private static final String RANDOM_LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int MAKE_ATTEMPTS = 10_000;

  private final FileSystem files;
  private final ConcurrentHashMap<Integer, Listing> open = new ConcurrentHashMap<>();
  private final AtomicInteger lastHandle = new AtomicInteger();

  Directories(FileSystem files) {
    this.files = files;
  }

  /**
   * An entry of a directory: the bytes of its name, and its kind; {@link #UNKNOWN} if not asked.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; a name is bytes
  public record Entry(byte[] name, int kind) {}

  private record Listing(DirectoryStream<Path> stream, Iterator<Path> entries) {}

  public void mkdir(String path, int mode) {
    files.onName("mkdir", path, p -> make(p, mode));
  }

  private static Path make(Path path, int mode) throws IOException {
    Files.createDirectory(path, DiskFile.permissions(mode));
    if ((mode & 07000) != 0) {
      Files.setAttribute(path, "unix:mode", mode & 07777 & ~Umask.get());
    }
    return path;
  }

  /**
   * Makes the directory and those above it that are missing. Returns the first made, if any, in the
   * words of the path.
   */
  public Optional<String> mkdirs(String path, int mode) {
    return files.onName(
        "mkdir",
        path,
        p -> {
          List<Path> missing = new ArrayList<>();
          Path exists = p;
          while (exists != null && isMissing(exists)) {
            missing.add(exists);
            exists = exists.getParent();
          }
          if (exists != null && !Files.isDirectory(exists)) {
            throw missing.isEmpty()
                ? new FileAlreadyExistsException(path)
                : new NotDirectoryException(path);
          }
          Optional<String> first = Optional.empty();
          for (int above = missing.size() - 1; above >= 0; above--) {
            if (makeUnlessThere(missing.get(above), mode) && first.isEmpty()) {
              first = Optional.of(ancestor(path, above));
            }
          }
          return first;
        });
  }

  /** The text of a path without so many of its last names. */
  private static String ancestor(String path, int names) {
    String text = path;
    for (int i = 0; i < names; i++) {
      int end = text.length();
      while (text.charAt(end - 1) == '/') {
        end--;
      }
      text = text.substring(0, text.lastIndexOf('/', end - 1));
    }
    return text;
  }

  private static boolean isMissing(Path path) throws IOException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return false;
    } catch (NoSuchFileException e) {
      return true;
    } catch (FileSystemException e) {
      if (Errno.of(e) == Errno.ENOTDIR) {
        return true; // a parent is a file: it is found further up
      }
      throw e;
    }
  }

  private static boolean makeUnlessThere(Path path, int mode) throws IOException {
    try {
      make(path, mode);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(path)) {
        return false; // "a/..", or somebody else was faster
      }
      throw e;
    }
  }

  /** Makes a directory named by the prefix and six random letters; returns its name. */
  public String mkdtemp(String prefix) {
    String template = prefix + "XXXXXX";
    for (int i = 0; i < MAKE_ATTEMPTS; i++) {
      String name = prefix + randomLetters();
      try {
        files.onPaths("mkdtemp", template, null, () -> make(files.paths().resolveName(name), 0700));
        return name;
      } catch (UvException e) {
        if (e.errno() != Errno.EEXIST) {
          throw e;
        }
      }
    }
    throw new UvException(Errno.EEXIST, "mkdtemp", template);
  }

  /** Anybody may guess them: making the directory fails if it exists. */
  private static String randomLetters() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder s = new StringBuilder(6);
    for (int i = 0; i < 6; i++) {
      s.append(RANDOM_LETTERS.charAt(random.nextInt(RANDOM_LETTERS.length())));
    }
    return s.toString();
  }

  public void rmdir(String path) {
    files.onName(
        "rmdir",
        path,
        p -> {
          if (!Names.isDirectory(p)) {
            throw new NotDirectoryException(path);
          }
          if (path.endsWith(".") && (path.equals(".") || path.endsWith("/."))) {
            throw new FileSystemException(path, null, "Invalid argument");
          }
          Files.delete(p);
          return 0;
        });
  }

  /** All entries, in the order of their names' bytes, as libuv gives them. */
  public List<Entry> list(String path, boolean kinds) {
    return files.onPath(
        "scandir",
        path,
        p -> {
          List<Entry> entries = new ArrayList<>();
          try (DirectoryStream<Path> stream = Files.newDirectoryStream(p)) {
            for (Path child : stream) {
              entries.add(entry(child, kinds));
            }
          } catch (DirectoryIteratorException e) {
            throw cause(e);
          }
          entries.sort((a, b) -> Arrays.compareUnsigned(a.name, b.name));
          return entries;
        });
  }

  /**
   * All entries of the directory and of those below it, also where links lead to directories,
   * breadth first. Names are relative to the path.
   */
  public List<Entry> listRecursively(String path) {
    List<Entry> all = new ArrayList<>();
    ArrayDeque<byte[]> folders = new ArrayDeque<>();
    folders.add(new byte[0]);
    while (!folders.isEmpty()) {
      byte[] prefix = folders.remove();
      String folder = prefix.length == 0 ? path : join(path, PathText.text(prefix));
      for (Entry e : list(folder, true)) {
        byte[] name = concatenate(prefix, e.name);
        all.add(new Entry(name, e.kind));
        if (e.kind == DIRECTORY
            || (e.kind == LINK && files.metadata().kind(join(path, PathText.text(name))) == 1)) {
          folders.add(concatenate(name, new byte[] {'/'}));
        }
      }
    }
    return all;
  }

  private static byte[] concatenate(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static IOException cause(DirectoryIteratorException e) {
    return Objects.requireNonNull(e.getCause());
  }

  private static Entry entry(Path path, boolean kind) throws IOException {
    return new Entry(PathText.bytes(path.getFileName()), kind ? kind(path) : UNKNOWN);
  }

  private static int kind(Path path) throws IOException {
    BasicFileAttributes a;
    try {
      a = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return UNKNOWN; // deleted since it was listed
    }
    if (a.isRegularFile()) {
      return FILE;
    } else if (a.isDirectory()) {
      return DIRECTORY;
    } else if (a.isSymbolicLink()) {
      return LINK;
    }
    return switch ((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS)
        & 0170000) {
      case 0010000 -> FIFO;
      case 0140000 -> SOCKET;
      case 0020000 -> CHARACTER_DEVICE;
      case 0060000 -> BLOCK_DEVICE;
      default -> UNKNOWN;
    };
  }

  /** Begins to list a directory piece by piece; returns a handle for {@link #next}. */
  public int open(String path) {
    return files.onPath(
        "opendir",
        path,
        p -> {
          @SuppressWarnings("StreamResourceLeak") // close() closes it
          DirectoryStream<Path> stream = Files.newDirectoryStream(p);
          int handle = lastHandle.incrementAndGet();
          open.put(handle, new Listing(stream, stream.iterator()));
          return handle;
        });
  }

  /** The next entries in the directory's own order, at most {@code count}; none at its end. */
  public List<Entry> next(int handle, int count) {
    Listing listing = open.get(handle);
    if (listing == null) {
      throw new UvException(Errno.EBADF, "scandir");
    }
    synchronized (listing) {
      List<Entry> entries = new ArrayList<>();
      try {
        while (entries.size() < count && listing.entries.hasNext()) {
          entries.add(entry(listing.entries.next(), true));
        }
      } catch (DirectoryIteratorException e) {
        throw UvException.of(cause(e), "scandir");
      } catch (IOException e) {
        throw UvException.of(e, "scandir");
      }
      return entries;
    }
  }

  public void close(int handle) {
    Listing listing = open.remove(handle);
    if (listing == null) {
      throw new UvException(Errno.EBADF, "closedir");
    }
    try {
      listing.stream.close();
    } catch (IOException e) {
      throw UvException.of(e, "closedir");
    }
  }

  void closeAll() {
    for (Listing listing : open.values()) {
      try {
        listing.stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    open.clear();
  }

  /**
   * Deletes a file, or a directory with all it holds. Links are deleted, not followed.
   *
   * @return false when there was nothing
   */
  public boolean remove(String path) {
    return files.onName("rm", path, p -> remove(p, path));
  }

  private boolean remove(Path path, String given) throws IOException {
    BasicFileAttributes a =
        path.getFileSystem()
            .provider()
            .readAttributesIfExists(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (a == null) {
      return false;
    }
    if (!a.isDirectory()) {
      inNameOf("unlink", given, () -> Files.deleteIfExists(path));
      return true;
    }
    List<Path> children = new ArrayList<>();
    inNameOf(
        "scandir",
        given,
        () -> {
          try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            stream.forEach(children::add);
          } catch (DirectoryIteratorException e) {
            throw cause(e);
          }
          return true;
        });
    for (Path child : children) {
      remove(child, join(given, child.getFileName().toString()));
    }
    return inNameOf("rmdir", given, () -> Files.deleteIfExists(path));
  }

  private boolean inNameOf(String syscall, String path, FileSystem.Call<Boolean> call) {
    return files.onPaths(syscall, path, null, call);
  }

  private static String join(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }
}
