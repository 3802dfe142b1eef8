package dev.gori.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What the start of a program asked about the files of its modules ({@link ModuleFiles} says how),
 * and V8's code of those that it compiled: kept from one run to the next. Immutable; any thread.
 *
 * <p>The file: a checksum of the rest (8 bytes), the program's name, the number of questions; for
 * each its text, the identity of the source whose code follows, and the code. A text is an int for
 * its length in bytes and what {@link LibraryModules#encode} makes of it.
 */
record StartRecord(Map<String, @Nullable Code> questions) {
  /** V8's code of the source that has an identity. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Code(String identity, byte[] bytes) {}

  /**
   * A file's content.
   *
   * @param program tells it from others whose files have the same name
   */
  byte[] encode(String program) {
    byte[] name = LibraryModules.encode(program);
    int length = Long.BYTES + Integer.BYTES + name.length + Integer.BYTES;
    Map<String, byte[]> texts = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Code> entry : questions.entrySet()) {
      byte[] text = LibraryModules.encode(entry.getKey());
      texts.put(entry.getKey(), text);
      Code code = entry.getValue();
      length += 3 * Integer.BYTES + text.length;
      length += code == null ? 0 : code.identity().length() + code.bytes().length;
    }
    ByteBuffer file = ByteBuffer.allocate(length);
    file.putLong(0).putInt(name.length).put(name).putInt(questions.size());
    for (Map.Entry<String, byte[]> entry : texts.entrySet()) {
      Code code = questions.get(entry.getKey());
      byte[] identity = code == null ? new byte[0] : code.identity().getBytes(ISO_8859_1);
      file.putInt(entry.getValue().length).put(entry.getValue());
      file.putInt(identity.length).put(identity);
      byte[] bytes = code == null ? new byte[0] : code.bytes();
      file.putInt(bytes.length).put(bytes);
    }
    byte[] content = file.array();
    file.putLong(0, checksum(content));
    return content;
  }

  /** Reads a file's content; null when it is damaged, or that of another program. */
  static @Nullable StartRecord decode(byte[] content, String program) {
    ByteBuffer file = ByteBuffer.wrap(content);
    if (content.length < Long.BYTES || file.getLong() != checksum(content)) {
      return null;
    }
    if (!text(file).equals(program)) {
      return null;
    }
    int count = file.getInt();
    Map<String, @Nullable Code> questions = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      String question = text(file);
      String identity = new String(bytes(file), ISO_8859_1);
      byte[] code = bytes(file);
      questions.put(question, code.length == 0 ? null : new Code(identity, code));
    }
    return new StartRecord(questions);
  }

  private static long checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, Long.BYTES, content.length - Long.BYTES);
    return checksum.getValue();
  }

  private static String text(ByteBuffer file) {
    return LibraryModules.decode(bytes(file));
  }

  private static byte[] bytes(ByteBuffer file) {
    byte[] bytes = new byte[file.getInt()];
    file.get(bytes);
    return bytes;
  }
}
