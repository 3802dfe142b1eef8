package dev.gori.loop.files;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Between the text JavaScript uses for a path and java.nio's {@link Path}.
 *
 * <p>A file name on Linux is bytes, not text. A byte that is not valid UTF-8 travels in text as the
 * lone surrogate U+DC00 + byte (Python calls this surrogateescape); java.nio reaches such names
 * through percent-encoded URIs.
 *
 * <p>Any thread.
 */
final class PathText {
  private final Supplier<String> workingFolder;

  PathText(Supplier<String> workingFolder) {
    this.workingFolder = workingFolder;
  }

  /**
   * The absolute path, as the kernel would resolve it: the empty path names nothing, and a trailing
   * slash makes the last name a directory (java.nio would drop it).
   */
  Path resolve(String path) throws NoSuchFileException {
    Path p = resolveName(path);
    return path.endsWith("/") && path.length() > 1 ? p.resolve(".") : p;
  }

  /**
   * As {@link #resolve}, for calls on the directory entry itself: mkdir, rmdir and rename ignore
   * trailing slashes.
   */
  Path resolveName(String path) throws NoSuchFileException {
    if (path.isEmpty()) {
      throw new NoSuchFileException(path);
    }
    Path p = of(path);
    return p.isAbsolute() ? p : of(workingFolder.get()).resolve(p);
  }

  /** Its index; -1 when all of the text is certainly as java.nio and java.io write it. */
  static int firstSurrogate(String path) {
    // An array: a program's first calls are interpreted, and charAt() is five of them.
    char[] chars = path.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= Character.MIN_SURROGATE && chars[i] <= Character.MAX_SURROGATE) {
        return i;
      }
    }
    return -1;
  }

  /** Whether java.io means the same file by it, in the fewest steps. */
  static boolean isSimple(String path) {
    return path.startsWith("/") && !path.endsWith("/") && firstSurrogate(path) < 0;
  }

  /** The path as it is written, relative or absolute. */
  static Path of(String path) {
    int i = firstSurrogate(path);
    return i >= 0 && hasLoneSurrogate(path, i) ? ofBytes(encode(path)) : Path.of(path);
  }

  /** The bytes of the text, with nothing made canonical. */
  static byte[] bytesAsGiven(String path) {
    return encode(path);
  }

  /** The bytes of the path; exact, whatever they are. */
  static byte[] bytes(Path path) {
    String text = path.toString();
    if (text.indexOf('\uFFFD') < 0) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    // A replacement character: either a real one, or java.nio's text for bytes that are not UTF-8.
    // The URI tells.
    String raw = (path.isAbsolute() ? path : Path.of("/").resolve(path)).toUri().getRawPath();
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length());
    for (int i = path.isAbsolute() ? 0 : 1; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        out.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 2;
      } else {
        out.write(c);
      }
    }
    return out.toByteArray();
  }

  /** The text of a name's bytes, with lone surrogates for what is not UTF-8. */
  static String text(byte[] name) {
    String text = new String(name, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    StringBuilder s = new StringBuilder(name.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(name.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      s.append(out.flip());
      out.clear();
      if (!result.isMalformed()) {
        return s.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        s.append((char) (0xDC00 + (in.get() & 0xFF)));
      }
    }
  }

  private static boolean hasLoneSurrogate(String s, int from) {
    for (int i = from; i < s.length(); i++) {
      char c = s.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < s.length()
          && Character.isLowSurrogate(s.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] encode(String s) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(s.length() + 16);
    s.codePoints()
        .forEach(
            c -> {
              if (c >= 0xDC80 && c <= 0xDCFF) {
                out.write(c - 0xDC00);
              } else {
                int known = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
                out.writeBytes(Character.toString(known).getBytes(StandardCharsets.UTF_8));
              }
            });
    return out.toByteArray();
  }

  private static Path ofBytes(byte[] bytes) {
    boolean absolute = bytes.length > 0 && bytes[0] == '/';
    StringBuilder uri = new StringBuilder(absolute ? "file://" : "file:///");
    for (byte b : bytes) {
      if (b == '/' || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9')) {
        uri.append((char) b);
      } else {
        uri.append(String.format("%%%02X", b & 0xFF));
      }
    }
    Path p = Path.of(URI.create(uri.toString()));
    return absolute ? p : Path.of("/").relativize(p);
  }
}
