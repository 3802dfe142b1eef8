package dev.gori.tools.icu;

/**
 * A map from code points to numbers, inside other formats: {@code UCPTrie} (ucptrie_impl.h) or its
 * predecessor {@code UTrie2} (utrie2_impl.h). Both begin alike: a 32-bit signature, 16-bit options,
 * length of the index, length of the values, three more 16-bit fields; then the 16-bit index, and
 * the values, whose width the options tell.
 */
final class CodePointTrie {
  private static final int CP_TRIE = 0x54726933; // "Tri3"
  private static final int TRIE_2 = 0x54726932; // "Tri2"

  private static final int HEADER_SIZE = 16;

  private CodePointTrie() {}

  static void swap(Swapper data, int start) {
    int signature = data.int32(start);
    int options = data.uint16(start + 4);
    int indexBytes = data.uint16(start + 6) * Short.BYTES;
    int valueCount = data.uint16(start + 8);
    int values = start + HEADER_SIZE + indexBytes;
    data.swap32(start, Integer.BYTES);
    data.swap16(start + Integer.BYTES, HEADER_SIZE - Integer.BYTES + indexBytes);
    switch (signature) {
      case CP_TRIE -> {
        // The count has 20 bits; the upper four are among the options.
        int count = (options & 0xf000) << 4 | valueCount;
        switch (options & 7) {
          case 0 -> data.swap16(values, count * Short.BYTES);
          case 1 -> data.swap32(values, count * Integer.BYTES);
          case 2 -> {} // 8 bits
          default -> throw new IllegalStateException("unknown width of trie values");
        }
      }
      case TRIE_2 -> {
        int count = valueCount << 2;
        switch (options & 15) {
          case 0 -> data.swap16(values, count * Short.BYTES);
          case 1 -> data.swap32(values, count * Integer.BYTES);
          default -> throw new IllegalStateException("unknown width of trie values");
        }
      }
      default -> throw new IllegalStateException("no trie: " + Integer.toHexString(signature));
    }
  }
}
