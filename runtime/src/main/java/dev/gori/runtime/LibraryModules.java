package dev.gori.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gori.engine.EngineHome;
import dev.gori.engine.Isolate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The modules of the JavaScript library that are not in the snapshot: their sources, and V8's code
 * of those that the build's training run required, with the functions that it called. Loop thread
 * only.
 *
 * <p>The system property {@code gori.recordCode} makes a run the training run; it names the file to
 * write. V8 compiles the source when the code is of another version or of other flags.
 */
final class LibraryModules {
  private static final byte LATIN_1 = 1;

  private final @Nullable String record = recordFile();
  private final ModuleFile sources;
  private final @Nullable ModuleFile code;

  private LibraryModules(ModuleFile sources, @Nullable ModuleFile code) {
    this.sources = sources;
    this.code = code;
  }

  /** The file that the training run writes; null in every other run. */
  static @Nullable String recordFile() {
    return System.getProperty("gori.recordCode");
  }

  /** Opens the files of a home. */
  static LibraryModules open(EngineHome home) throws IOException {
    ModuleFile sources = ModuleFile.open(home.sources());
    ModuleFile code = Files.exists(home.code()) ? ModuleFile.open(home.code()) : null;
    boolean fits = code != null && code.fingerprint() == sources.fingerprint();
    return new LibraryModules(sources, fits ? code : null);
  }

  /** The source of the module with a number. */
  String source(int module) {
    return decode(Objects.requireNonNull(sources.entry(module), "no such module"));
  }

  /**
   * A source as the file has it: a byte for the encoding, then the text. Java looks at every byte
   * of UTF-8, in a loop that is not compiled when a program starts; Latin-1 it copies.
   */
  static byte[] encode(String source) {
    boolean isLatin1 = source.chars().allMatch(c -> c < 256);
    byte[] text = source.getBytes(isLatin1 ? ISO_8859_1 : UTF_8);
    return ByteBuffer.allocate(text.length + 1).put(isLatin1 ? LATIN_1 : 0).put(text).array();
  }

  /** The text that {@link #encode} has encoded. */
  static String decode(byte[] encoded) {
    return new String(encoded, 1, encoded.length - 1, encoded[0] == LATIN_1 ? ISO_8859_1 : UTF_8);
  }

  /** The function of a module, for a host function to return. */
  Object compile(Isolate isolate, int module, String name, String[] parameters) {
    byte[] compiled = code == null ? null : code.entry(module);
    Object function = isolate.compileFunction(source(module), name, compiled, parameters);
    if (record != null) {
      isolate.recordCode(module, function);
    }
    return function;
  }

  /** At the end of the training run: writes what it has compiled. */
  void saveRecord(Isolate isolate) {
    if (record == null) {
      return;
    }
    Map<Object, byte[]> recorded = isolate.recordedCode();
    List<byte[]> entries = new ArrayList<>();
    for (int module = 0; module < sources.size(); module++) {
      entries.add(recorded.getOrDefault(module, new byte[0]));
    }
    try {
      Files.write(Path.of(record), ModuleFile.encode(sources.fingerprint(), entries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
