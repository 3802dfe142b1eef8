package dev.gori.tools.icu;

/**
 * The {@code Layo} format: properties for the layout of text (ulayout_props.h). Indexes, then three
 * tries, each of which ends where an index says; one that is too short for a header is absent.
 */
final class TextLayout {
  private static final int TRIES = 3;
  private static final int MIN_TRIE_SIZE = 16;

  private TextLayout() {}

  static void swap(Swapper data, int start) {
    int indexesSize = data.int32(start) * Integer.BYTES;
    data.swap32(start, indexesSize);
    int offset = indexesSize;
    for (int i = 1; i <= TRIES; i++) {
      int end = data.int32(start, i);
      if (end - offset >= MIN_TRIE_SIZE) {
        CodePointTrie.swap(data, start + offset);
      }
      offset = end;
    }
  }
}
