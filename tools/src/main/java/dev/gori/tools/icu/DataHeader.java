package dev.gori.tools.icu;

/**
 * The header of every ICU data item ({@code UDataHeader} in udata.h).
 *
 * <pre>
 *   0  uint16  size of the header, with padding
 *   2  uint8   0xda, 0x27
 *   4  uint16  size of what follows, and a reserved word
 *   8  uint8   1 for big-endian; character set; bytes in a UChar; reserved
 *  12  char    the format of the data: four letters
 *  16  uint8   version of the format: four bytes; version of the data: four bytes
 * </pre>
 */
final class DataHeader {
  static final int MAGIC_1 = 0xda;
  static final int MAGIC_2 = 0x27;

  /** The size of the named fields, without padding. */
  static final int MIN_SIZE = 24;

  private static final int MAGIC = 2;
  private static final int INFO = 4;
  private static final int IS_BIG_ENDIAN = 8;
  private static final int FORMAT = 12;

  private DataHeader() {}

  static boolean isAt(Swapper data, int start) {
    return data.uint8(start + MAGIC) == MAGIC_1 && data.uint8(start + MAGIC + 1) == MAGIC_2;
  }

  static String format(Swapper data, int start) {
    return data.ascii(start + FORMAT, 4);
  }

  /** Converts the header and returns where the data begins. */
  static int swap(Swapper data, int start) {
    if (!isAt(data, start)) {
      throw new IllegalStateException("no data header");
    }
    if (data.uint8(start + IS_BIG_ENDIAN) != 1) {
      throw new IllegalStateException("not big-endian");
    }
    data.swap16(start, Short.BYTES);
    data.swap16(start + INFO, 2 * Short.BYTES);
    data.put8(start + IS_BIG_ENDIAN, 0);
    return start + data.uint16(start);
  }
}
