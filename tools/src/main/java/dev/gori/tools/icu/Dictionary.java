package dev.gori.tools.icu;

/**
 * The {@code Dict} format: the words of a language that writes none apart, Thai for one
 * (dictionarydata.h). Eight indexes, then a trie of bytes or of 16-bit units.
 */
final class Dictionary {
  private static final int INDEXES_SIZE = 8 * Integer.BYTES;
  private static final int TOTAL_SIZE = 3;
  private static final int TRIE_TYPE = 4;
  private static final int TRIE_OF_UNITS = 1;

  private Dictionary() {}

  static void swap(Swapper data, int start) {
    data.swap32(start, INDEXES_SIZE);
    if ((data.int32(start, TRIE_TYPE) & 7) == TRIE_OF_UNITS) {
      data.swap16(start + INDEXES_SIZE, data.int32(start, TOTAL_SIZE) - INDEXES_SIZE);
    }
  }
}
