package dev.gori.tools.icu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data file as ICU reads it: header, table of contents, items. */
final class IcuDataTest {
  private static Path jar = Path.of("");
  private static ByteBuffer file = ByteBuffer.allocate(0);

  @BeforeAll
  static void convertTheWholeJar() throws IOException, URISyntaxException {
    jar =
        Path.of(
            com.ibm.icu.util.ULocale.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    file =
        ByteBuffer.wrap(CommonData.pack("icudt77l", IcuData.convert(jar)))
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void headerNamesLittleEndianCommonData() {
    assertEquals(CommonData.HEADER_SIZE, file.getShort(0));
    assertEquals(DataHeader.MAGIC_1, file.get(2) & 0xff);
    assertEquals(DataHeader.MAGIC_2, file.get(3) & 0xff);
    assertEquals(0, file.get(8), "little-endian");
    assertEquals("CmnD", ascii(12, 4));
  }

  @Test
  void holdsEveryItemThatV8Uses() {
    List<String> names = names();
    assertEquals(3883, names.size());
    assertTrue(
        names.containsAll(
            List.of(
                "icudt77l/root.res",
                "icudt77l/ko.res",
                "icudt77l/coll/ucadata.icu",
                "icudt77l/brkitr/line.brk",
                "icudt77l/brkitr/thaidict.dict",
                "icudt77l/nfkc.nrm",
                "icudt77l/zone/tzdbNames.res")));
  }

  @Test
  void tableOfContentsIsInOrderForBinarySearch() {
    List<String> names = names();
    assertEquals(names.stream().sorted().distinct().toList(), names);
  }

  @Test
  void itemsAreAlignedAndHaveLittleEndianHeaders() {
    for (int i = 0; i < itemCount(); i++) {
      int offset = itemOffset(i);
      assertEquals(0, offset % 16, () -> "place of an item");
      int position = CommonData.HEADER_SIZE + offset;
      assertEquals(DataHeader.MAGIC_1, file.get(position + 2) & 0xff);
      assertEquals(0, file.get(position + 8), "little-endian");
      int headerSize = file.getShort(position);
      assertTrue(headerSize >= DataHeader.MIN_SIZE && headerSize < 512, "header size");
    }
  }

  /** A string of the root bundle, found by hand through the little-endian numbers. */
  @Test
  void numbersInsideItemsAreLittleEndian() {
    int position = CommonData.HEADER_SIZE + itemOffset(names().indexOf("icudt77l/root.res"));
    int root = position + file.getShort(position);
    int indexCount = file.getInt(root + 4) & 0xff;
    int keysTop = file.getInt(root + 8);
    int bundleTop = file.getInt(root + 16);
    assertTrue(indexCount >= 6 && indexCount <= 16, "count of indexes");
    assertTrue(keysTop > indexCount && keysTop <= bundleTop, "order of the parts");
  }

  @Test
  void turnsNumbersRoundByWidth() {
    Swapper swapper = new Swapper(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
    swapper.swap16(0, 2);
    swapper.swap32(2, 4);
    swapper.swap64(6, 8);
    assertEquals(
        List.of(2, 1, 6, 5, 4, 3, 14, 13, 12, 11, 10, 9, 8, 7, 15), ints(swapper.swapped()));
  }

  @Test
  void unknownFormatIsRefused() {
    byte[] item = new byte[32];
    ByteBuffer.wrap(item).putShort((short) 32).put((byte) 0xda).put((byte) 0x27);
    item[8] = 1;
    System.arraycopy("Nope".getBytes(StandardCharsets.US_ASCII), 0, item, 12, 4);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> DataFormat.of(new Swapper(item), 0));
    assertEquals("unknown format Nope", e.getMessage());
  }

  @Test
  void packsItemsBehindTheirNames() {
    TreeMap<String, byte[]> items = new TreeMap<>();
    items.put("b", new byte[] {7});
    items.put("a", new byte[17]);
    ByteBuffer packed = ByteBuffer.wrap(CommonData.pack("p", items)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(2, packed.getInt(32));
    assertEquals(20, packed.getInt(36), "the first name follows the table");
    assertEquals(32, packed.getInt(40), "the first item follows the names");
    assertEquals(64, packed.getInt(48), "the second item");
    assertEquals(7, packed.get(32 + 64));
    assertEquals(32 + 80, packed.limit());
  }

  @Test
  void upToDateFileIsLeftAlone(@TempDir Path folder) throws IOException {
    Path out = Files.writeString(folder.resolve("icudt77l.dat"), "made before");
    IcuData.main(new String[] {jar.toString(), out.toString()});
    assertEquals("made before", Files.readString(out));
  }

  private static int itemCount() {
    return file.getInt(CommonData.HEADER_SIZE);
  }

  private static int itemOffset(int index) {
    return file.getInt(CommonData.HEADER_SIZE + 8 + index * 8);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < itemCount(); i++) {
      int start =
          CommonData.HEADER_SIZE + file.getInt(CommonData.HEADER_SIZE + Integer.BYTES + i * 8);
      int length = 0;
      while (file.get(start + length) != 0) {
        length++;
      }
      names.add(ascii(start, length));
    }
    return names;
  }

  private static String ascii(int position, int length) {
    return new String(file.array(), position, length, StandardCharsets.US_ASCII);
  }

  private static List<Integer> ints(byte[] bytes) {
    List<Integer> ints = new ArrayList<>();
    for (byte b : bytes) {
      ints.add((int) b);
    }
    return ints;
  }
}
