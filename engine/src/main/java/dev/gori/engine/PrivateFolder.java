package dev.gori.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for files that hold V8's code. Whoever can write them runs code as the user: so it must
 * belong to the user and be closed to all others, else nothing is read or written. Immutable; any
 * thread.
 */
public final class PrivateFolder {

  /** A directory, rwx------. */
  private static final int OWNER_ONLY_FOLDER = 040700;

  private static final int MOST_FILES = 256;

  private final Path folder;

  private PrivateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens a folder, which is made when it is missing; null when it cannot be trusted or made:
   * programs run without, then.
   */
  public static @Nullable PrivateFolder open(Path folder) {
    try {
      if (!Files.exists(folder)) {
        Files.createDirectories(folder.getParent());
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      // By numbers: the names of owners may come from a server.
      Object mode = Files.getAttribute(folder, "unix:mode");
      Object owner = Files.getAttribute(folder, "unix:uid");
      boolean trusted =
          mode.equals(OWNER_ONLY_FOLDER)
              && owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
      return trusted ? new PrivateFolder(folder) : null;
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** The bytes of a file; null when there is none, or none that can be read. */
  public byte @Nullable [] read(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      return null; // as good as none: it can all be had without
    }
  }

  /** Writes a file at once or not at all; the oldest one goes when there are too many. */
  public void write(String name, byte[] bytes) throws IOException {
    Path temporary = Files.createTempFile(folder, "new-", "");
    Files.write(temporary, bytes);
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = new ArrayList<>(all.toList());
    }
    if (files.size() > MOST_FILES) {
      files.sort(Comparator.comparingLong(f -> f.toFile().lastModified()));
      for (Path old : files.subList(0, files.size() - MOST_FILES)) {
        Files.deleteIfExists(old);
      }
    }
  }
}
