package dev.gori.engine;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.values.reference.V8Module;
import com.caoccao.javet.values.reference.V8ValueFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * V8's code of large sources, kept on disk from one run to the next. Belongs to the isolate's
 * thread.
 *
 * <p>Whoever can write the files runs code as the user: so the folder must belong to the user and
 * be closed to all others, else nothing is read or written. A file is named by its source's length
 * and two checksums; V8 itself rejects code of another version, of other flags, and damaged code.
 */
public final class CodeCache {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final int MOST_FILES = 256;

  private final Path folder;

  /** What was compiled without the help of a file: to be saved when it has run. */
  private final Map<Path, Compiled> unsaved = new LinkedHashMap<>();

  /** A function of our own, or a module of the program's, which stays open. */
  private record Compiled(@Nullable V8ValueFunction function, @Nullable V8Module module) {
    byte[] code() throws JavetException {
      return module == null
          ? Objects.requireNonNull(function).getCachedData()
          : module.getCachedData();
    }

    void close() throws JavetException {
      if (function != null) {
        function.close();
      }
    }
  }

  private CodeCache(Path folder) {
    this.folder = folder;
  }

  /**
   * The cache in a folder, which is made when it is missing; null when the folder cannot be trusted
   * or made: programs run without, then.
   */
  public static @Nullable CodeCache open(Path folder) {
    try {
      if (!Files.exists(folder)) {
        Files.createDirectories(folder.getParent());
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class);
      Path own = Path.of("/proc/self");
      boolean trusted =
          found.isDirectory()
              && found.permissions().equals(OWNER_ONLY)
              && found.owner().equals(Files.getOwner(own));
      return trusted ? new CodeCache(folder) : null;
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** What is kept of one source. */
  final class Entry {
    private final Path file;

    /** Null when there is none. */
    final byte @Nullable [] code;

    private Entry(Path file) {
      this.file = file;
      code = read(file);
    }

    /** The source was compiled: saves its code when it has run, if there is none yet. */
    void keep(V8ValueFunction function) throws JavetException {
      if (code == null) {
        CodeCache.this.keep(new Compiled(function.toClone(), null), file);
      }
    }

    /** The same of a module. */
    void keep(V8Module module) throws JavetException {
      if (code == null) {
        CodeCache.this.keep(new Compiled(null, module), file);
      }
    }
  }

  Entry entry(String source) {
    return new Entry(file(source));
  }

  /** The file for a source. */
  private Path file(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    // Not a cryptographic hash: nobody else writes here, and these two the JVM computes at once.
    CRC32 first = new CRC32();
    first.update(bytes);
    CRC32C second = new CRC32C();
    second.update(bytes);
    return folder.resolve(
        Integer.toHexString(bytes.length)
            + "-"
            + Long.toHexString(first.getValue())
            + Long.toHexString(second.getValue()));
  }

  /** The code in a file; null when there is none. */
  private static byte @Nullable [] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      return null; // as good as none: V8 compiles the source
    }
  }

  private void keep(Compiled compiled, Path file) throws JavetException {
    // Of a source that was compiled twice, to see whether it is a module, the second one runs.
    Compiled before = unsaved.put(file, compiled);
    if (before != null) {
      before.close();
    }
  }

  boolean hasUnsaved() {
    return !unsaved.isEmpty();
  }

  /** Writes what was compiled, with the functions that ran since. */
  void save() throws JavetException {
    boolean writable = true;
    for (Map.Entry<Path, Compiled> compiled : unsaved.entrySet()) {
      try {
        if (writable) {
          write(compiled.getKey(), compiled.getValue().code());
        }
      } catch (IOException e) {
        // No space, or the folder is gone: the next run compiles again.
        writable = false;
      } finally {
        compiled.getValue().close();
      }
    }
    unsaved.clear();
  }

  private void write(Path file, byte[] code) throws IOException {
    Path temporary = Files.createTempFile(folder, "new-", "");
    Files.write(temporary, code);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
