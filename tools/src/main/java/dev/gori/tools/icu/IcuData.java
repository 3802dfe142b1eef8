package dev.gori.tools.icu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Makes {@code icudt77l.dat} from the icu4j jar of the same ICU version. Runs on one thread. */
public final class IcuData {
  private static final String FOLDER = "com/ibm/icu/impl/data/icudata/";

  private static final Pattern WANTED = Pattern.compile(".*\\.(res|brk|dict|nrm|icu)");

  /**
   * Items that V8 never opens: what is compiled into it (properties, NFC), character names,
   * transliterations, and spelled-out numbers.
   */
  private static final Pattern LEFT_OUT =
      Pattern.compile("(uprops|ubidi|ucase|pnames|unames)\\.icu|nfc\\.nrm|translit/.*|rbnf/.*");

  private IcuData() {}

  /**
   * Reads a jar and writes a data file, unless the file is there and newer than the jar.
   *
   * @param args the path of the icu4j jar, the path of the data file
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: IcuData ICU4J.jar OUT.dat");
    }
    Path jar = Path.of(args[0]);
    Path out = Path.of(args[1]);
    if (Files.exists(out)
        && Files.getLastModifiedTime(out).compareTo(Files.getLastModifiedTime(jar)) > 0) {
      return;
    }
    String name = out.getFileName().toString();
    if (!name.matches("icudt\\d+l\\.dat")) {
      throw new IllegalArgumentException(name + " is not the name of a little-endian data file");
    }
    SortedMap<String, byte[]> items = convert(jar);
    byte[] data = CommonData.pack(name.substring(0, name.length() - ".dat".length()), items);
    Path folder = out.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // Under another name first: a build that is stopped half-way leaves nothing that looks whole.
    Path unfinished = Path.of(out + "." + ProcessHandle.current().pid());
    try {
      Files.write(unfinished, data);
      Files.move(
          unfinished, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    System.out.println(out + ": " + items.size() + " items, " + data.length + " bytes");
  }

  /**
   * Converts the items that V8 uses.
   *
   * @return name inside the data folder to little-endian bytes, in order of name
   */
  static SortedMap<String, byte[]> convert(Path jar) throws IOException {
    SortedMap<String, byte[]> items = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.isDirectory() || !entry.getName().startsWith(FOLDER)) {
          continue;
        }
        String name = entry.getName().substring(FOLDER.length());
        if (WANTED.matcher(name).matches() && !LEFT_OUT.matcher(name).matches()) {
          items.put(name, convert(name, zip.readAllBytes()));
        }
      }
    }
    if (items.isEmpty()) {
      throw new IOException(jar + " holds no ICU data");
    }
    return items;
  }

  private static byte[] convert(String name, byte[] bigEndian) throws IOException {
    try {
      Swapper data = new Swapper(bigEndian);
      DataFormat.of(data, 0).swap(data, DataHeader.swap(data, 0));
      return data.swapped();
    } catch (IllegalStateException | IndexOutOfBoundsException e) {
      throw new IOException("cannot read the ICU data item " + name + ": " + e.getMessage(), e);
    }
  }
}
