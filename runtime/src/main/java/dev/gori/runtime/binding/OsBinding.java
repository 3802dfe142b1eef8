package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import dev.gori.runtime.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the system tells about itself, mostly in {@code /proc}: the Java half of {@code os.js}. Loop
 * thread only.
 */
public final class OsBinding {
  /** What /proc/stat counts in is a hundredth of a second. */
  private static final double MILLISECONDS_PER_TICK = 10;

  private OsBinding() {}

  /** Registers the functions of the {@code os} binding. */
  public static void register(Binding b, Environment env) {
    b.function("hostname", a -> kernel("hostname"))
        .function("type", a -> kernel("ostype"))
        .function("release", a -> kernel("osrelease"))
        .function("version", a -> kernel("version"))
        .function("machine", a -> machine())
        .function("uptime", a -> numbers("/proc/uptime")[0])
        .function("loadAverage", a -> loadAverage())
        .function("freeMemory", a -> memory("MemAvailable:"))
        .function("totalMemory", a -> memory("MemTotal:"))
        .function("availableParallelism", a -> Runtime.getRuntime().availableProcessors())
        .function("cpuModels", a -> cpuModels())
        .function("cpuNumbers", a -> cpuNumbers())
        .function("networkInterfaces", a -> networkInterfaces())
        .function("userInfo", a -> userInfo())
        .function("getPriority", a -> Priority.get(a.integer(0)))
        .function(
            "setPriority",
            a -> {
              Priority.set(a.integer(0), a.integer(1));
              return null;
            });
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kernel(String name) {
    return lines("/proc/sys/kernel/" + name).getFirst();
  }

  private static String machine() {
    String arch = System.getProperty("os.arch", "");
    return arch.equals("amd64") ? "x86_64" : arch;
  }

  private static double[] numbers(String file) {
    String[] words = lines(file).getFirst().split(" ");
    double[] numbers = new double[Math.min(words.length, 3)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  private static double[] loadAverage() {
    return numbers("/proc/loadavg");
  }

  /** A line of /proc/meminfo in bytes. */
  private static double memory(String name) {
    for (String line : lines("/proc/meminfo")) {
      if (line.startsWith(name)) {
        String[] words = line.split("\\s+");
        return Double.parseDouble(words[1]) * 1024;
      }
    }
    return 0;
  }

  private static String[] cpuModels() {
    List<String> models = new ArrayList<>();
    for (String line : lines("/proc/cpuinfo")) {
      if (line.startsWith("model name")) {
        models.add(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    int count = (int) lines("/proc/stat").stream().filter(OsBinding::isCpu).count();
    // Not every architecture names its models.
    while (models.size() < count) {
      models.add("unknown");
    }
    return models.subList(0, count).toArray(String[]::new);
  }

  private static boolean isCpu(String line) {
    return line.startsWith("cpu") && Character.isDigit(line.charAt(3));
  }

  /** For each processor: MHz; milliseconds in user, nice, system, idle, interrupt. */
  private static double[] cpuNumbers() {
    List<String> stats = lines("/proc/stat").stream().filter(OsBinding::isCpu).toList();
    double[] numbers = new double[stats.size() * 6];
    for (int i = 0; i < stats.size(); i++) {
      String[] words = stats.get(i).split(" +");
      int at = i * 6;
      numbers[at] = megahertz(words[0]);
      numbers[at + 1] = Double.parseDouble(words[1]) * MILLISECONDS_PER_TICK;
      numbers[at + 2] = Double.parseDouble(words[2]) * MILLISECONDS_PER_TICK;
      numbers[at + 3] = Double.parseDouble(words[3]) * MILLISECONDS_PER_TICK;
      numbers[at + 4] = Double.parseDouble(words[4]) * MILLISECONDS_PER_TICK;
      numbers[at + 5] = Double.parseDouble(words[6]) * MILLISECONDS_PER_TICK;
    }
    return numbers;
  }

  private static double megahertz(String cpu) {
    Path file = Path.of("/sys/devices/system/cpu/" + cpu + "/cpufreq/scaling_cur_freq");
    if (!Files.isReadable(file)) {
      return 0;
    }
    try {
      return Math.floor(Double.parseDouble(Files.readString(file).strip()) / 1000);
    } catch (IOException e) {
      // A processor that has gone offline since.
      return 0;
    }
  }

  /**
   * Name, address, prefix length, MAC, internal, scope id (-1 for IPv4): IPv4 first, as the kernel
   * lists them.
   */
  private static Object[] networkInterfaces() throws SocketException {
    List<NetworkInterface> interfaces =
        NetworkInterface.networkInterfaces()
            .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
            .toList();
    List<Object[]> rows = new ArrayList<>();
    for (boolean six : new boolean[] {false, true}) {
      for (NetworkInterface each : interfaces) {
        if (each.isUp()) {
          addAddresses(rows, each, six);
        }
      }
    }
    return rows.toArray();
  }

  private static void addAddresses(List<Object[]> rows, NetworkInterface each, boolean six)
      throws SocketException {
    String mac = mac(each.getHardwareAddress());
    for (InterfaceAddress address : each.getInterfaceAddresses()) {
      InetAddress ip = address.getAddress();
      if (ip instanceof Inet6Address == six) {
        int scope = ip instanceof Inet6Address v6 ? v6.getScopeId() : -1;
        if (ip instanceof Inet6Address v6 && !v6.isLinkLocalAddress()) {
          scope = 0;
        }
        String text = six ? compress(ip.getAddress()) : ip.getHostAddress();
        rows.add(
            new Object[] {
              each.getName(),
              text,
              (int) address.getNetworkPrefixLength(),
              mac,
              each.isLoopback(),
              scope
            });
      }
    }
  }

  private static String mac(byte @Nullable [] address) {
    return address == null ? "00:00:00:00:00:00" : HexFormat.ofDelimiter(":").formatHex(address);
  }

  /** An IPv6 address as RFC 5952 writes it. */
  private static String compress(byte[] address) {
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int length = 0;
      while (i + length < 8 && piece(address, i + length) == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = i;
        bestLength = length;
      }
      i += length;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(piece(address, i)));
      }
    }
    return text.toString();
  }

  private static int piece(byte[] address, int i) {
    return (address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff;
  }

  /** User id, group id, name, home and shell. */
  private static String[] userInfo() {
    String uid = "";
    String gid = "";
    for (String line : lines("/proc/self/status")) {
      String[] words = line.split("\\s+");
      switch (words[0]) {
        case "Uid:" -> uid = words[2];
        case "Gid:" -> gid = words[2];
        default -> {}
      }
    }
    for (String line : lines("/etc/passwd")) {
      String[] fields = line.split(":", -1);
      if (fields.length >= 7 && fields[2].equals(uid)) {
        return new String[] {uid, gid, fields[0], fields[5], fields[6]};
      }
    }
    throw new UvException(Errno.ENOENT, "uv_os_get_passwd");
  }
}
