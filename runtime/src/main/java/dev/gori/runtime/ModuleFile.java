package dev.gori.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the JavaScript library as one file of the home: the modules that are not in the
 * snapshot are compiled from it when a program first requires them. Reading them from jars would
 * take a millisecond each.
 *
 * <p>The file: the index's length in bytes (an int), the index (a line for each module: id, offset
 * and length in bytes), the sources in UTF-8. Immutable; any thread.
 */
final class Sources {
  private final ByteBuffer file;
  private final Map<String, ByteBuffer> byId = new HashMap<>();

  private Sources(ByteBuffer file) {
    this.file = file;
    ByteBuffer index = file.slice(Integer.BYTES, file.getInt(0));
    int start = Integer.BYTES + index.limit();
    for (String line : StandardCharsets.UTF_8.decode(index).toString().split("\n")) {
      int length = line.lastIndexOf(' ');
      int offset = line.lastIndexOf(' ', length - 1);
      byId.put(
          line.substring(0, offset),
          slice(
              start + Integer.parseInt(line, offset + 1, length, 10),
              Integer.parseInt(line, length + 1, line.length(), 10)));
    }
  }

  private ByteBuffer slice(int from, int length) {
    return file.slice(from, length);
  }

  /** Maps the file of a home. */
  static Sources open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      return new Sources(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  /** The text of one module; null when the library has none of this id. */
  @Nullable String source(String id) {
    ByteBuffer text = byId.get(id);
    if (text == null) {
      return null;
    }
    byte[] bytes = new byte[text.limit()];
    text.get(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The file's content. */
  static byte[] encode(Map<String, String> sources) {
    StringBuilder index = new StringBuilder();
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    sources.forEach(
        (id, source) -> {
          byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
          index.append(id).append(' ').append(texts.size()).append(' ').append(bytes.length);
          index.append('\n');
          texts.writeBytes(bytes);
        });
    byte[] lines = index.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + lines.length + texts.size())
        .putInt(lines.length)
        .put(lines)
        .put(texts.toByteArray())
        .array();
  }
}
