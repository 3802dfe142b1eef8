package dev.gori.tools.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * An npm package that is on the class path as a jar. Immutable; any thread.
 *
 * @param name the package's name
 * @param version the version that is there
 */
public record Webjar(String name, String version) {
  /** Finds a package on the class path. */
  public static Webjar of(String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open("META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
      properties.load(in);
    }
    return new Webjar(name, properties.getProperty("version"));
  }

  /** The text of one of the package's files. */
  public String read(String path) throws IOException {
    return readResource("META-INF/resources/webjars/" + name + "/" + version + "/" + path);
  }

  /** The text of a resource on the class path. */
  public static String readResource(String path) throws IOException {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String path) throws IOException {
    InputStream in = Webjar.class.getClassLoader().getResourceAsStream(path);
    if (in == null) {
      throw new IOException("not on the class path: " + path);
    }
    return in;
  }
}
