package dev.gori.runtime;

import dev.gori.engine.Binding;
import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the process object asks of Java: time, memory, the working folder, the end. Loop thread
 * only.
 */
final class ProcessBinding {
  private ProcessBinding() {}

  static void register(Binding b, Environment env) {
    b.function("cwd", a -> currentDirectory(env))
        .function(
            "chdir",
            a -> {
              chdir(env, a.string(0));
              return null;
            })
        .function(
            "reallyExit",
            a -> {
              env.exit(a.integer(0));
              return null;
            })
        .function("hrtime", a -> (double) System.nanoTime())
        .function("hrtimeBigInt", a -> BigInteger.valueOf(System.nanoTime()))
        .function("idleTime", a -> env.loop().idleNanos() / 1e6)
        .function("uptime", a -> env.elapsedNanos() / 1e9)
        .function("rss", a -> statusBytes("VmRSS:"))
        .function("maxRss", a -> statusBytes("VmHWM:"))
        .function("cpuTimes", a -> cpuTimes(Path.of("/proc/self/stat")))
        .function("threadCpuTimes", a -> cpuTimes(Path.of("/proc/thread-self/stat")))
        .function("faults", a -> faults())
        .function("ids", a -> ids())
        .function("ppid", a -> parent())
        .function("processMemory", a -> (double) Runtime.getRuntime().totalMemory())
        .function("availableMemory", a -> memoryInfo("MemAvailable:"))
        .function(
            "kill",
            a -> {
              Signals.kill(a.longInteger(0), a.integer(1));
              return null;
            })
        .function(
            "abort",
            a -> {
              Signals.abort();
              return null;
            })
        .function(
            "umask", a -> a.integer(0) < 0 ? env.files().umask() : env.files().umask(a.integer(0)))
        .function(
            "rawDebug",
            a -> {
              env.writeError(a.string(0));
              return null;
            })
        .function("activeResources", a -> activeResources(env));
  }

  /** It may have been deleted since the program entered it. */
  private static String currentDirectory(Environment env) {
    if (!Files.isDirectory(env.workingDirectory())) {
      throw new UvException(Errno.ENOENT, "uv_cwd");
    }
    return env.workingDirectory().toString();
  }

  private static void chdir(Environment env, String directory) {
    Path target = env.resolve(directory).normalize();
    String from = env.workingDirectory().toString();
    if (!Files.exists(target)) {
      throw new UvException(Errno.ENOENT, "chdir", from, directory);
    }
    if (!Files.isDirectory(target)) {
      throw new UvException(Errno.ENOTDIR, "chdir", from, directory);
    }
    try {
      env.workingDirectory(target.toRealPath());
    } catch (IOException e) {
      throw UvException.of(e, "chdir", from, directory);
    }
  }

  private static double statusBytes(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field)) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }

  private static double memoryInfo(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
      if (line.startsWith(field)) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }

  /** User and system time in microseconds; the kernel counts in hundredths of a second. */
  private static double[] cpuTimes(Path stat) throws IOException {
    String[] fields = statFields(stat);
    return new double[] {
      Double.parseDouble(fields[11]) * 10_000, Double.parseDouble(fields[12]) * 10_000
    };
  }

  /** The fields of a stat file behind the command name: state, ppid, pgrp … */
  private static String[] statFields(Path stat) throws IOException {
    String text = Files.readString(stat);
    return text.substring(text.lastIndexOf(')') + 2).split(" ");
  }

  /** Minor faults, major faults, voluntary and involuntary context switches, blocks in and out. */
  private static double[] faults() throws IOException {
    String[] fields = statFields(Path.of("/proc/self/stat"));
    double voluntary = 0;
    double involuntary = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("voluntary_ctxt_switches:")) {
        voluntary = Double.parseDouble(line.replaceAll("[^0-9]", ""));
      } else if (line.startsWith("nonvoluntary_ctxt_switches:")) {
        involuntary = Double.parseDouble(line.replaceAll("[^0-9]", ""));
      }
    }
    return new double[] {
      Double.parseDouble(fields[7]), Double.parseDouble(fields[9]), voluntary, involuntary
    };
  }

  /** uid, effective uid, gid, effective gid, then the supplementary groups. */
  private static double[] ids() throws IOException {
    List<Double> ids = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Uid:") || line.startsWith("Gid:")) {
        String[] fields = line.split("\t");
        ids.add(Double.valueOf(fields[1]));
        ids.add(Double.valueOf(fields[2]));
      } else if (line.startsWith("Groups:")) {
        for (String group : line.substring(7).trim().split(" ")) {
          if (!group.isEmpty()) {
            ids.add(Double.valueOf(group));
          }
        }
      }
    }
    return ids.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static int parent() {
    return ProcessHandle.current().parent().map(p -> (int) p.pid()).orElse(0);
  }

  /**
   * The kinds of what is under way, requests first, as process.getActiveResourcesInfo() lists them.
   */
  private static String[] activeResources(Environment env) {
    List<String> kinds = new ArrayList<>();
    env.loop().requests().forEach(r -> kinds.add(r.kind()));
    env.loop().handles().stream()
        .filter(h -> h.isActive() && h.hasRef() && !h.isClosing())
        .forEach(h -> kinds.add(h.kind()));
    return kinds.toArray(String[]::new);
  }
}
