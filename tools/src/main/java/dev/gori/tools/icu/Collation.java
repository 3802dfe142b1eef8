package dev.gori.tools.icu;

/**
 * The {@code UCol} format: sort order, of the root or of one language (collationdatareader.h).
 *
 * <p>It begins with indexes: a count, four words of options, then the offsets at which 14 parts
 * begin. A file that ends early has fewer indexes; a part ends where the next one begins.
 */
final class Collation {
  private enum Part {
    BYTES,
    UNITS_16,
    WORDS_32,
    LONGS_64,
    TRIE
  }

  private static final int FIRST_OFFSET = 5;

  private static final Part[] PARTS = {
    Part.WORDS_32, // reorder codes
    Part.BYTES, // reorder table
    Part.TRIE, // code point to collation element
    Part.BYTES, // reserved, empty
    Part.LONGS_64, // collation elements
    Part.BYTES, // reserved, empty
    Part.WORDS_32, // compact collation elements
    Part.WORDS_32, // root elements
    Part.UNITS_16, // contexts
    Part.UNITS_16, // set of characters that are unsafe to begin at backwards
    Part.UNITS_16, // fast table for Latin
    Part.UNITS_16, // scripts
    Part.BYTES, // which lead bytes are compressible
    Part.BYTES, // reserved, empty
  };

  private Collation() {}

  static void swap(Swapper data, int start) {
    int count = data.int32(start);
    data.swap32(start, count * Integer.BYTES);
    for (int i = 0; i < PARTS.length && FIRST_OFFSET + i + 1 < count; i++) {
      int offset = data.int32(start, FIRST_OFFSET + i);
      int length = data.int32(start, FIRST_OFFSET + i + 1) - offset;
      if (length > 0) {
        swapPart(PARTS[i], data, start + offset, length);
      }
    }
  }

  private static void swapPart(Part part, Swapper data, int position, int length) {
    switch (part) {
      case BYTES -> {}
      case UNITS_16 -> data.swap16(position, length);
      case WORDS_32 -> data.swap32(position, length);
      case LONGS_64 -> data.swap64(position, length);
      case TRIE -> CodePointTrie.swap(data, position);
    }
  }
}
