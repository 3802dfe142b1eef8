package dev.gori.runtime.zlib;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Loads a package's native library from its jar. By themselves the packages leave the file behind
 * in the folder for temporary files, until a normal end of the JVM. Any thread.
 */
final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * Loads a library, unless the property names one.
   *
   * @param inJar a class of the package that has the library
   * @param resource its name
   * @param property tells the package where the library is
   * @param load what makes the package load it
   */
  static void load(Class<?> inJar, String resource, String property, Runnable load) {
    if (System.getProperty(property) != null) {
      load.run();
      return;
    }
    try (InputStream in = inJar.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      Path file = Files.createTempFile("gori-", ".so");
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        System.setProperty(property, file.toString());
        load.run();
      } finally {
        System.clearProperty(property);
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
