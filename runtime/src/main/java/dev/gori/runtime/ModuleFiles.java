package dev.gori.runtime;

import dev.gori.engine.Binding;
import dev.gori.engine.CodeCache;
import dev.gori.engine.EngineHome;
import dev.gori.engine.Isolate;
import dev.gori.engine.PrivateFolder;
import dev.gori.loop.UvException;
import dev.gori.loop.files.Contents;
import dev.gori.loop.files.FileSystem;
import dev.gori.loop.files.OpenFlags;
import dev.gori.runtime.binding.Utf8Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What loading modules asks of the file system. Until the program's first turn of the loop the
 * questions are noted, for its next start, which begins with the answers ({@link Prefetch}): a
 * start that loads a hundred modules asks a thousand times, in the JVM's interpreter.
 *
 * <p>A question is a character for its kind and a path; that of {@link #FIND} has the number of
 * suffixes in front of the path and the suffixes behind it, each after a NUL. Loop thread only.
 */
final class ModuleFiles {
  /** Whether there is a file, a directory, or neither. */
  static final char KIND = 'k';

  /** Which file a base with suffixes means. */
  static final char FIND = 'f';

  /** The text of a file that may be missing. */
  static final char TEXT = 'p';

  /** The text of a module. */
  static final char SOURCE = 's';

  // How a source that is to be compiled came here; internal/modules/files.js says the same.
  private static final int READ = 1;
  private static final int PREFETCHED = 2;

  /** Starts with fewer modules are not worth a file. */
  private static final int LEAST_SOURCES = 16;

  private static final int MOST_QUESTIONS = 8192;

  /** Larger ones have code of their own on disk, see {@code internal/modules/compile.js}. */
  private static final int LARGE = 65536;

  private final Configuration configuration;
  private final EngineHome home;
  private final FileSystem files;

  /** Where the start is noted; null when it is not. */
  private final @Nullable Path file;

  private @Nullable Prefetch prefetch;

  /** What was not answered in advance. */
  private final Set<String> asked = new LinkedHashSet<>();

  /** What V8 has compiled without code of a former run: path and source. */
  private final Map<String, String> compiled = new LinkedHashMap<>();

  private byte[] lastRead = {};
  private String lastSource = "";
  private int sources;
  private boolean starting;

  ModuleFiles(Configuration configuration, EngineHome home, FileSystem files) {
    this.configuration = configuration;
    this.home = home;
    this.files = files;
    file = file(configuration);
    boolean trains = LibraryModules.recordFile() != null;
    starting = file != null && !trains;
    prefetch = file != null && Files.exists(file) ? begin(file) : null;
  }

  private static @Nullable Path file(Configuration configuration) {
    if (configuration.entry != Configuration.Entry.FILE) {
      return null;
    }
    Path folder = CodeCacheFolder.starts(configuration);
    return folder == null
        ? null
        : folder.resolve(Integer.toHexString(mainPath(configuration).hashCode()));
  }

  private static String mainPath(Configuration configuration) {
    return configuration.workingDirectory.resolve(configuration.file).toString();
  }

  private Prefetch begin(Path from) {
    Prefetch task = new Prefetch(from, this::program, files);
    Thread.ofPlatform().name("prefetch").daemon().start(task);
    return task;
  }

  /** Whose start it is: V8's code is another one with other options. */
  private String program() {
    return mainPath(configuration) + "\0" + CodeCacheFolder.variant(configuration, home);
  }

  /** Registers the functions of the {@code modules} binding. */
  static void register(Binding binding, Environment env) {
    binding
        .function("takePrefetched", a -> env.moduleFiles().takePrefetched())
        .function("kind", a -> env.moduleFiles().kind(a.string(0)))
        .function("findFile", a -> env.moduleFiles().findFile(a.string(0), a.strings(1), a.bool(2)))
        .function("readTextIfFile", a -> env.moduleFiles().readTextIfFile(a.string(0)))
        .function("readSource", a -> env.moduleFiles().readSource(a.string(0)))
        .function("decode", a -> env.moduleFiles().decode())
        .function(
            "compile",
            a ->
                env.moduleFiles()
                    .compile(
                        env.isolate(), a.stringOrNull(0), a.string(1), a.strings(2), a.integer(3)));
  }

  /** Whether {@link #takePrefetched} has something to give. */
  boolean hasPrefetched() {
    return prefetch != null;
  }

  /** What is known in advance, for {@code internal/modules/files.js}; null for no more. */
  private Object @Nullable [] takePrefetched() throws InterruptedException {
    return Objects.requireNonNull(prefetch, "nothing is prefetched").take();
  }

  private void note(String question) {
    if (asked.size() < MOST_QUESTIONS) {
      asked.add(question);
    }
  }

  private int kind(String path) {
    if (starting) {
      note(KIND + path);
    }
    return files.metadata().kind(path);
  }

  /**
   * Its path; when it is to be read, with its text behind a NUL, or, as in {@link #readSource}, in
   * an array.
   */
  private @Nullable Object findFile(String base, String[] suffixes, boolean reads) {
    Object found = files.metadata().findFile(base, suffixes);
    if (starting && found != null) {
      StringBuilder question = new StringBuilder().append(FIND).append(suffixes.length);
      question.append(base);
      for (String suffix : suffixes) {
        question.append('\0').append(suffix);
      }
      note(question.toString());
    }
    if (reads && found instanceof String path && !path.endsWith(".node")) {
      byte[] bytes = readBytes(path);
      if (bytes != null) {
        // Not with the operator, which copies the text three times.
        return bytes.length < LARGE
            ? (path + '\0').concat(sourceOf(path, bytes))
            : new Object[] {path, Utf8Text.decode(bytes)};
      }
    }
    return found;
  }

  private @Nullable String readTextIfFile(String path) {
    if (starting) {
      note(TEXT + path);
    }
    byte[] bytes = files.contents().readIfFile(path);
    return bytes == null ? null : characters(bytes);
  }

  /**
   * The characters of a module; in an array, when they are decoded already: that loop is compiled
   * while it decodes a large one. Null when it cannot be read: who reads it as a program would is
   * told why.
   */
  private @Nullable Object readSource(String path) {
    byte[] bytes = readBytes(path);
    if (bytes == null) {
      return null;
    }
    return bytes.length < LARGE ? sourceOf(path, bytes) : new Object[] {Utf8Text.decode(bytes)};
  }

  private byte @Nullable [] readBytes(String path) {
    try {
      return files.contents().read(path, OpenFlags.O_RDONLY);
    } catch (UvException | Contents.TooLarge e) {
      return null;
    }
  }

  private String sourceOf(String path, byte[] bytes) {
    if (starting) {
      note(SOURCE + path);
      sources++;
    }
    lastSource = characters(bytes);
    return lastSource;
  }

  /**
   * A character for each byte: Java looks at every byte of UTF-8, in a loop that is not compiled
   * when a program starts.
   */
  private String characters(byte[] bytes) {
    lastRead = bytes;
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** What was read last, as the UTF-8 that it is. */
  private String decode() {
    return Utf8Text.decode(lastRead);
  }

  /**
   * The function of a module, or the failure, for a host function to return.
   *
   * @param given its text; null if it is what was read last
   */
  private Object compile(
      Isolate isolate, @Nullable String given, String filename, String[] parameters, int origin) {
    String source = given == null ? lastSource : given;
    byte[] code = origin == PREFETCHED && prefetch != null ? prefetch.code(filename) : null;
    Object function = isolate.compileModule(source, filename, code, parameters);
    if (starting && code == null && (origin == READ || origin == PREFETCHED)) {
      isolate.recordCode(filename, function);
      compiled.put(filename, source);
    }
    return function;
  }

  /** The program turns to the loop, or ends: what it does from now on is not its start. */
  void endStart(Isolate isolate) {
    lastRead = new byte[0];
    if (!starting) {
      return;
    }
    starting = false;
    if (!isWorthSaving()) {
      forget(isolate);
    }
  }

  /** The first time, and when much of what was known in advance was not what was asked for. */
  private boolean isWorthSaving() {
    StartRecord known = known();
    return known == null
        ? sources >= LEAST_SOURCES
        : (asked.size() + compiled.size()) * 8 > known.questions().size();
  }

  private @Nullable StartRecord known() {
    return prefetch == null ? null : prefetch.record();
  }

  private void forget(Isolate isolate) {
    isolate.forgetRecordedCode();
    close();
    asked.clear();
    compiled.clear();
  }

  /** Whether {@link #save} has something to do. */
  boolean hasUnsaved() {
    return !starting && !asked.isEmpty();
  }

  /** Writes what the start asked, with the code of the functions that ran since. */
  void save(Isolate isolate) {
    endStart(isolate);
    if (!hasUnsaved()) {
      return;
    }
    Path to = Objects.requireNonNull(file);
    PrivateFolder folder = PrivateFolder.open(Objects.requireNonNull(to.getParent()));
    if (folder != null) {
      try {
        folder.write(String.valueOf(to.getFileName()), record(isolate).encode(program()));
      } catch (IOException e) {
        // No space, or the folder is gone: the next start asks again.
      }
    }
    forget(isolate);
  }

  /** What was known in advance and what was not. */
  private StartRecord record(Isolate isolate) {
    Map<String, StartRecord.@Nullable Code> questions = new LinkedHashMap<>();
    StartRecord known = known();
    if (known != null && known.questions().size() + asked.size() <= MOST_QUESTIONS) {
      questions.putAll(known.questions());
    }
    for (String question : asked) {
      questions.put(question, null);
    }
    Map<Object, byte[]> code = isolate.recordedCode();
    for (Map.Entry<String, String> entry : compiled.entrySet()) {
      byte[] bytes = code.get(entry.getKey());
      if (bytes != null) {
        byte[] source = entry.getValue().getBytes(StandardCharsets.UTF_8);
        questions.replace(
            SOURCE + entry.getKey(), new StartRecord.Code(CodeCache.identity(source), bytes));
      }
    }
    return new StartRecord(questions);
  }

  /** Nothing more is wanted of what is read in the background. */
  void close() {
    if (prefetch != null) {
      prefetch.end();
      prefetch = null;
    }
  }
}
