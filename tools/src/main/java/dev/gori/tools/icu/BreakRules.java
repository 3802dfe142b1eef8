package dev.gori.tools.icu;

/**
 * The {@code Brk } format: compiled rules for breaks between characters, words, lines or sentences
 * (rbbidata.h). A header of 32-bit fields tells where the forward and the reverse state table, the
 * trie of character categories, the text of the rules and the table of statuses are.
 */
final class BreakRules {
  private static final int HEADER_SIZE = 80;

  // Fields of the header, in words. The second word is four bytes of version.
  private static final int LENGTH = 2;
  private static final int FORWARD_TABLE = 4;
  private static final int FORWARD_LENGTH = 5;
  private static final int REVERSE_TABLE = 6;
  private static final int REVERSE_LENGTH = 7;
  private static final int TRIE = 8;
  private static final int STATUS_TABLE = 12;
  private static final int STATUS_LENGTH = 13;

  private static final int TABLE_HEADER_SIZE = 20;
  private static final int TABLE_FLAGS = 4;
  private static final int ROWS_OF_BYTES = 4;

  private BreakRules() {}

  static void swap(Swapper data, int start) {
    data.swap32(start, Integer.BYTES);
    data.swap32(start + LENGTH * Integer.BYTES, HEADER_SIZE - LENGTH * Integer.BYTES);
    swapStateTable(
        data, start + data.int32(start, FORWARD_TABLE), data.int32(start, FORWARD_LENGTH));
    swapStateTable(
        data, start + data.int32(start, REVERSE_TABLE), data.int32(start, REVERSE_LENGTH));
    CodePointTrie.swap(data, start + data.int32(start, TRIE));
    data.swap32(start + data.int32(start, STATUS_TABLE), data.int32(start, STATUS_LENGTH));
  }

  private static void swapStateTable(Swapper data, int position, int length) {
    if (length == 0) {
      return;
    }
    data.swap32(position, TABLE_HEADER_SIZE);
    if ((data.int32(position, TABLE_FLAGS) & ROWS_OF_BYTES) == 0) {
      data.swap16(position + TABLE_HEADER_SIZE, length - TABLE_HEADER_SIZE);
    }
  }
}
