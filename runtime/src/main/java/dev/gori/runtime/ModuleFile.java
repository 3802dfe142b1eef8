package dev.gori.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of the home with an entry for each module of the JavaScript library, which has a number:
 * its source, or V8's code of it. Modules that are not in the snapshot are compiled from these two
 * files when a program first requires them; reading them from jars would take a millisecond each.
 *
 * <p>The file: a fingerprint of all sources (8 bytes), which tells code that belongs to others; the
 * number of modules (an int); for each its offset and its length in bytes (two ints), 0 when it has
 * no entry; the entries. Immutable; any thread.
 */
final class ModuleFile {
  private static final int TABLE = Long.BYTES + Integer.BYTES;

  private final ByteBuffer file;

  private ModuleFile(ByteBuffer file) {
    this.file = file;
  }

  /** Maps a file. */
  static ModuleFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      return new ModuleFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  /** Tells one set of sources from another. */
  long fingerprint() {
    return file.getLong(0);
  }

  /** The number of modules. */
  int size() {
    return file.getInt(Long.BYTES);
  }

  /** A copy of a module's entry; null when it has none. */
  byte @Nullable [] entry(int module) {
    int at = TABLE + module * 2 * Integer.BYTES;
    int length = file.getInt(at + Integer.BYTES);
    if (length == 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    file.get(file.getInt(at), bytes);
    return bytes;
  }

  /** The fingerprint of sources. */
  static long fingerprint(List<byte[]> sources) {
    // Not a cryptographic hash: both files come from the same build.
    CRC32 first = new CRC32();
    CRC32C second = new CRC32C();
    for (byte[] source : sources) {
      first.update(source);
      second.update(source);
    }
    return first.getValue() << Integer.SIZE | second.getValue();
  }

  /** A file's content; an empty entry is none. */
  static byte[] encode(long fingerprint, List<byte[]> entries) {
    int start = TABLE + entries.size() * 2 * Integer.BYTES;
    int length = entries.stream().mapToInt(entry -> entry.length).sum();
    ByteBuffer content = ByteBuffer.allocate(start + length);
    content.putLong(fingerprint).putInt(entries.size());
    int offset = start;
    for (byte[] entry : entries) {
      content.putInt(offset).putInt(entry.length);
      offset += entry.length;
    }
    entries.forEach(content::put);
    return content.array();
  }
}
