package dev.gori.tools.icu;

/**
 * The {@code Emoj} format: properties of emoji characters and strings (emojiprops.h). Indexes, the
 * first of which tells where they end; a trie for characters; six tries of 16-bit units for
 * strings.
 */
final class Emoji {
  private static final int TRIE = 0;
  private static final int TRIE_END = 1;
  private static final int STRINGS = 4;
  private static final int STRINGS_END = 10;

  private Emoji() {}

  static void swap(Swapper data, int start) {
    int trie = data.int32(start, TRIE);
    int strings = data.int32(start, STRINGS);
    data.swap32(start, trie);
    if (data.int32(start, TRIE_END) > trie) {
      CodePointTrie.swap(data, start + trie);
    }
    data.swap16(start + strings, data.int32(start, STRINGS_END) - strings);
  }
}
