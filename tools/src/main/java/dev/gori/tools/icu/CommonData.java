package dev.gori.tools.icu;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/**
 * The {@code CmnD} format: one file that holds many items (ucmndata.h).
 *
 * <pre>
 *   header | count | (offset of name, offset of item) ... | names, zero-terminated | items
 * </pre>
 *
 * Offsets count from the end of the header. ICU finds an item by binary search, so names are in
 * order; it reads items in place, so they begin at multiples of 16.
 */
final class CommonData {
  static final int HEADER_SIZE = 32;
  private static final int INFO_SIZE = 20;
  private static final int UCHAR_SIZE = 2;
  private static final int ENTRY_SIZE = 2 * Integer.BYTES;
  private static final int ALIGNMENT = 16;

  private CommonData() {}

  /**
   * Packs items into a file.
   *
   * @param packageName the name of the file without its suffix; ICU looks items up under it
   * @param items name to content, in order of name
   */
  static byte[] pack(String packageName, SortedMap<String, byte[]> items) {
    int[] nameOffsets = new int[items.size()];
    int namesStart = Integer.BYTES + items.size() * ENTRY_SIZE;
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    int index = 0;
    for (String name : items.keySet()) {
      nameOffsets[index++] = namesStart + names.size();
      names.writeBytes((packageName + '/' + name).getBytes(StandardCharsets.US_ASCII));
      names.write(0);
    }

    int[] itemOffsets = new int[items.size()];
    int end = aligned(namesStart + names.size());
    index = 0;
    for (byte[] item : items.values()) {
      itemOffsets[index++] = end;
      end = aligned(end + item.length);
    }

    ByteBuffer file = ByteBuffer.allocate(HEADER_SIZE + end).order(ByteOrder.LITTLE_ENDIAN);
    putHeader(file);
    file.position(HEADER_SIZE).putInt(items.size());
    for (int i = 0; i < nameOffsets.length; i++) {
      file.putInt(nameOffsets[i]).putInt(itemOffsets[i]);
    }
    file.put(names.toByteArray());
    index = 0;
    for (byte[] item : items.values()) {
      file.put(HEADER_SIZE + itemOffsets[index++], item);
    }
    return file.array();
  }

  /**
   * See {@link DataHeader} for the fields; unnamed ones are zero, as is the rest up to the size.
   */
  private static void putHeader(ByteBuffer file) {
    file.putShort((short) HEADER_SIZE);
    file.put((byte) DataHeader.MAGIC_1).put((byte) DataHeader.MAGIC_2);
    file.putShort((short) INFO_SIZE).putShort((short) 0);
    file.put((byte) 0).put((byte) 0).put((byte) UCHAR_SIZE).put((byte) 0);
    file.put("CmnD".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) 1);
  }

  private static int aligned(int offset) {
    return offset + ALIGNMENT - 1 & -ALIGNMENT;
  }
}
