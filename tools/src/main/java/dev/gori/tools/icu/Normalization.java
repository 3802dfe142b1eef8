package dev.gori.tools.icu;

/**
 * The {@code Nrm2} format: one normalization form (normalizer2impl.h). Indexes, the first of which
 * tells where they end; a trie; 16-bit mappings; a table of bytes.
 */
final class Normalization {
  private static final int TRIE = 0;
  private static final int MAPPINGS = 1;
  private static final int BYTE_TABLE = 2;

  private Normalization() {}

  static void swap(Swapper data, int start) {
    int trie = data.int32(start, TRIE);
    int mappings = data.int32(start, MAPPINGS);
    data.swap32(start, trie);
    CodePointTrie.swap(data, start + trie);
    data.swap16(start + mappings, data.int32(start, BYTE_TABLE) - mappings);
  }
}
