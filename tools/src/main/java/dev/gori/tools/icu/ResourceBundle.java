package dev.gori.tools.icu;

import java.util.HashSet;
import java.util.Set;

/**
 * The {@code ResB} format: a tree of tables, arrays, strings and numbers (uresdata.h).
 *
 * <pre>
 *   root resource | indexes | keys (text) | 16-bit units | resources with 32-bit numbers
 * </pre>
 *
 * A resource is one 32-bit word: its type in the upper four bits, and below either its value or its
 * place, in 32-bit words from the root or in 16-bit units from their own start. Only a walk over
 * the tree tells where the numbers of the last part are. Resources may be shared; each is turned
 * once.
 */
final class ResourceBundle {
  // Resource types. Those with a 16-bit place are part of the units, which are converted as a
  // whole.
  private static final int STRING = 0;
  private static final int BINARY = 1;
  private static final int TABLE = 2;
  private static final int ALIAS = 3;
  private static final int TABLE_32 = 4;
  private static final int TABLE_16 = 5;
  private static final int STRING_16 = 6;
  private static final int INTEGER = 7;
  private static final int ARRAY = 8;
  private static final int ARRAY_16 = 9;
  private static final int INTEGER_VECTOR = 14;

  // Positions among the indexes, in words from the root.
  private static final int INDEX_COUNT = 1;
  private static final int KEYS_TOP = 2;
  private static final int UNITS_TOP = 7;

  private final Swapper data;
  private final int root;
  private final Set<Integer> done = new HashSet<>();

  private ResourceBundle(Swapper data, int root) {
    this.data = data;
    this.root = root;
  }

  static void swap(Swapper data, int start) {
    int indexCount = data.int32(start, INDEX_COUNT) & 0xff;
    int keysTop = data.int32(start, KEYS_TOP);
    int unitsTop = indexCount >= UNITS_TOP ? data.int32(start, UNITS_TOP) : keysTop;
    data.swap32(start, (1 + indexCount) * Integer.BYTES);
    data.swap16(start + keysTop * Integer.BYTES, (unitsTop - keysTop) * Integer.BYTES);
    new ResourceBundle(data, start).swapResource(data.int32(start));
  }

  private void swapResource(int resource) {
    int offset = resource & 0x0fffffff;
    int position = root + offset * Integer.BYTES;
    switch (resource >>> 28) {
      case STRING, ALIAS -> {
        if (isFirstVisit(offset)) {
          swapString(position);
        }
      }
      case BINARY -> {
        if (isFirstVisit(offset)) {
          swapBinary(position);
        }
      }
      case TABLE -> {
        if (isFirstVisit(offset)) {
          swapTable(position);
        }
      }
      case TABLE_32 -> {
        if (isFirstVisit(offset)) {
          int count = data.int32(position);
          data.swap32(position, Integer.BYTES + count * Integer.BYTES);
          swapResources(position + Integer.BYTES + count * Integer.BYTES, count);
        }
      }
      case ARRAY -> {
        if (isFirstVisit(offset)) {
          int count = data.int32(position);
          data.swap32(position, Integer.BYTES);
          swapResources(position + Integer.BYTES, count);
        }
      }
      case INTEGER_VECTOR -> {
        if (isFirstVisit(offset)) {
          data.swap32(position, Integer.BYTES + data.int32(position) * Integer.BYTES);
        }
      }
      case INTEGER, STRING_16, TABLE_16, ARRAY_16 -> {}
      default -> throw new IllegalStateException("unknown resource type " + (resource >>> 28));
    }
  }

  /** Place 0 is the root word itself: it stands for an empty resource. */
  private boolean isFirstVisit(int offset) {
    return offset != 0 && done.add(offset);
  }

  /** A length, then that many UTF-16 units and a terminating zero. */
  private void swapString(int position) {
    int length = data.int32(position);
    data.swap32(position, Integer.BYTES);
    data.swap16(position + Integer.BYTES, (length + 1) * Short.BYTES);
  }

  /**
   * A length and bytes. The one kind that holds numbers is a language's collation, with a header.
   */
  private void swapBinary(int position) {
    int length = data.int32(position);
    int start = position + Integer.BYTES;
    data.swap32(position, Integer.BYTES);
    if (length > DataHeader.MIN_SIZE && DataHeader.isAt(data, start)) {
      DataFormat format = DataFormat.of(data, start);
      format.swap(data, DataHeader.swap(data, start));
    }
  }

  /** A 16-bit count, as many 16-bit keys, padding to a full word, as many resources. */
  private void swapTable(int position) {
    int count = data.uint16(position);
    int keysEnd = Short.BYTES + count * Short.BYTES;
    data.swap16(position, keysEnd);
    swapResources(position + (keysEnd + 3 & ~3), count);
  }

  private void swapResources(int position, int count) {
    data.swap32(position, count * Integer.BYTES);
    for (int i = 0; i < count; i++) {
      swapResource(data.int32(position, i));
    }
  }
}
