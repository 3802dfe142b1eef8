package dev.gori.runtime;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the JavaScript library: its own files, and those of npm packages as webjars on the
 * class path, which {@code internal/bootstrap/packages.json} names. Any thread.
 */
final class Library {
  private static final String PACKAGES = "internal/bootstrap/packages.json";
  private static final Pattern PACKAGE =
      Pattern.compile(
          "\"webjar\"\\s*:\\s*\"org\\.webjars\\.npm:([^:\"]+):([^\"]+)\"(?:\\s*,\\s*\"only\"\\s*:\\s*\"([^\"]+)\")?");

  /** Where the library's own files are in the jar. */
  private static final String IN_JAR = "dev/gori/runtime/library";

  private static final String WEBJARS = "META-INF/resources/webjars/";
  private static final String PACKAGE_PREFIX = "internal/npm/";

  /** How the one package that is an ES module exports; as function bodies, others assign. */
  private static final Pattern EXPORTED_FUNCTION = Pattern.compile("\\bexport function (\\w+)");

  private Library() {}

  /** What is read from a root. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Path root) throws IOException;
  }

  /** Lets a reader read the copy of the library that is in this class's jar or class folder. */
  static <T> T fromClassPath(Reader<T> reader) throws IOException {
    URL url = Library.class.getClassLoader().getResource(IN_JAR);
    if (url == null) {
      throw new IOException("not on the class path: " + IN_JAR);
    }
    URI uri = URI.create(url.toString());
    if (!uri.getScheme().equals("jar")) {
      return reader.read(Path.of(uri));
    }
    URI jar = URI.create(url.toString().replaceFirst("!.*", ""));
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
      return reader.read(files.getPath("/" + IN_JAR));
    }
  }

  /**
   * Changes whenever a file of the library does, or a jar of the class path, which holds the other
   * side of the boundary.
   */
  static String fingerprint() throws IOException {
    long hash = fromClassPath(Library::read).hashCode();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      hash = hash * 31 + (Files.exists(path) ? Files.getLastModifiedTime(path).toMillis() : 0);
    }
    return Long.toHexString(hash);
  }

  /**
   * Builtin id to source.
   *
   * @param root a folder, or the root of the jar's copy of it
   */
  static SortedMap<String, String> read(Path root) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    addAll(files, root, "");
    Matcher matcher = PACKAGE.matcher(packages(root));
    while (matcher.find()) {
      String name = matcher.group(1);
      addPackage(files, name, WEBJARS + name + "/" + matcher.group(2), matcher.group(3));
    }
    return files;
  }

  /** The alias tables of the packages, as JSON. */
  static String packages(Path root) throws IOException {
    return Files.readString(root.resolve(PACKAGES));
  }

  /** Adds the package's files, or the only one that is wanted. */
  private static void addPackage(
      Map<String, String> files, String name, String folder, @Nullable String only)
      throws IOException {
    URL url = Library.class.getClassLoader().getResource(folder);
    if (url == null) {
      throw new IOException("the npm package " + name + " is not on the class path: " + folder);
    }
    if (url.getProtocol().equals("file")) {
      addPackage(files, name, Path.of(URI.create(url.toString())), only);
      return;
    }
    // Not by its URI: the same jar may be open already.
    String jar = url.toString().replaceFirst("^jar:", "").replaceFirst("!.*", "");
    try (FileSystem jarFiles = FileSystems.newFileSystem(Path.of(URI.create(jar)))) {
      addPackage(files, name, jarFiles.getPath("/" + folder), only);
    }
  }

  private static void addPackage(
      Map<String, String> files, String name, Path root, @Nullable String only) throws IOException {
    String prefix = PACKAGE_PREFIX + name + "/";
    if (only == null) {
      addAll(files, root, prefix);
    } else {
      add(files, root, prefix, root.resolve(only));
    }
  }

  private static void addAll(Map<String, String> files, Path root, String prefix)
      throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      paths.filter(p -> p.toString().endsWith(".js")).forEach(p -> add(files, root, prefix, p));
    }
  }

  private static void add(Map<String, String> files, Path root, String prefix, Path file) {
    String id = root.relativize(file).toString();
    String name = prefix + id.substring(0, id.length() - 3);
    files.put(name, asFunctionBody(name, bytes(file)));
  }

  private static String asFunctionBody(String id, byte[] bytes) {
    String source = new String(bytes, StandardCharsets.UTF_8);
    return id.startsWith(PACKAGE_PREFIX)
        ? EXPORTED_FUNCTION.matcher(source).replaceAll("exports.$1=$1;function $1")
        : source;
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
