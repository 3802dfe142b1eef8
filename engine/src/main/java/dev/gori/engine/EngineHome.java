package dev.gori.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder with what V8 needs beside the jars: the native library, the ICU data and the snapshot.
 * Immutable; any thread.
 *
 * @param directory the folder
 */
public record EngineHome(Path directory) {
  /** Whether all of its files are there. */
  public boolean isComplete() {
    return Files.exists(snapshot())
        && Files.exists(sources())
        && Files.exists(icuData())
        && Files.exists(library());
  }

  /** The V8 snapshot of the JavaScript library. */
  public Path snapshot() {
    return directory.resolve("gori.snapshot");
  }

  /** The sources of the JavaScript library, for the modules that the snapshot lacks. */
  public Path sources() {
    return directory.resolve("gori.sources");
  }

  /** V8's code of modules of the library; a home may do without. */
  public Path code() {
    return directory.resolve("gori.code");
  }

  /** The data of Intl and of Unicode properties. */
  public Path icuData() {
    return directory.resolve("icudt77l.dat");
  }

  /** The native library; the jar that brings it holds it under the same name. */
  public Path library() {
    return directory.resolve("libjavet-v8-linux-x86_64-i18n.v.5.0.6.so");
  }
}
