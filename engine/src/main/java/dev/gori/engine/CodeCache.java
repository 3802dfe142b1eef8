package dev.gori.engine;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.values.reference.V8Module;
import com.caoccao.javet.values.reference.V8ValueFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * V8's code of large sources, kept on disk from one run to the next. Belongs to the isolate's
 * thread.
 *
 * <p>A file is named by its source's {@link #identity}; V8 itself rejects code of another version,
 * of other flags, and damaged code.
 */
public final class CodeCache {
  private final PrivateFolder folder;

  /** What was compiled without the help of a file: to be saved when it has run. */
  private final Map<String, Compiled> unsaved = new LinkedHashMap<>();

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

  private CodeCache(PrivateFolder folder) {
    this.folder = folder;
  }

  /** The cache in a folder; null when the folder cannot be trusted or made. */
  public static @Nullable CodeCache open(Path path) {
    PrivateFolder folder = PrivateFolder.open(path);
    return folder == null ? null : new CodeCache(folder);
  }

  /** What is kept of one source. */
  final class Entry {
    private final String file;

    /** Null when there is none. */
    final byte @Nullable [] code;

    private Entry(String file) {
      this.file = file;
      code = folder.read(file);
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
    return new Entry(identity(source.getBytes(StandardCharsets.UTF_8)));
  }

  /** Tells a source, as UTF-8, from others: its length and two checksums. */
  public static String identity(byte[] source) {
    // Not a cryptographic hash: nobody else writes here, and these two the JVM computes at once.
    CRC32 first = new CRC32();
    first.update(source);
    CRC32C second = new CRC32C();
    second.update(source);
    return Integer.toHexString(source.length)
        + "-"
        + Long.toHexString(first.getValue())
        + Long.toHexString(second.getValue());
  }

  private void keep(Compiled compiled, String file) throws JavetException {
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
    for (Map.Entry<String, Compiled> compiled : unsaved.entrySet()) {
      try {
        if (writable) {
          folder.write(compiled.getKey(), compiled.getValue().code());
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
}
