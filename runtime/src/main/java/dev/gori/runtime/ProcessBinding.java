package dev.gori.runtime;

import dev.gori.engine.Binding;
import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

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
        .function("usage", a -> usage())
        .function("ppid", a -> parent())
        .function("constrainedMemory", a -> constrainedMemory())
        .function(
            "setTitle",
            a -> {
              setTitle(a.string(0));
              return null;
            })
        .function("availableMemory", a -> field(Path.of("/proc/meminfo"), "MemAvailable:") * 1024)
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
        .function("activeResources", a -> ActiveResources.names(env))
        .function("isInspected", a -> env.isInspected())
        .function(
            "engineWork",
            a -> {
              env.engineWork(a.integer(0));
              return null;
            })
        .function("parseEnvFile", a -> pairs(EnvFile.parse(a.string(0))));
    Credentials.register(b);
  }

  private static String[] pairs(Map<String, String> variables) {
    return variables.entrySet().stream()
        .flatMap(variable -> Stream.of(variable.getKey(), variable.getValue()))
        .toArray(String[]::new);
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

  /** A field of /proc/self/status in bytes. */
  private static double statusBytes(String name) throws IOException {
    return field(Path.of("/proc/self/status"), name) * 1024;
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

  /**
   * Minor faults, major faults, voluntary and involuntary context switches, blocks of 512 bytes
   * read and written.
   */
  private static double[] usage() throws IOException {
    String[] fields = statFields(Path.of("/proc/self/stat"));
    Path status = Path.of("/proc/self/status");
    Path io = Path.of("/proc/self/io");
    return new double[] {
      Double.parseDouble(fields[7]),
      Double.parseDouble(fields[9]),
      field(status, "voluntary_ctxt_switches:"),
      field(status, "nonvoluntary_ctxt_switches:"),
      field(io, "read_bytes:") / 512,
      field(io, "write_bytes:") / 512
    };
  }

  /** The number on a line of a file in /proc; 0 when there is none. */
  private static double field(Path file, String name) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(name)) {
        return Double.parseDouble(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }

  /** The memory limit of the control group in bytes; 0 when there is none. */
  private static double constrainedMemory() throws IOException {
    Path limit = Path.of("/sys/fs/cgroup/memory.max");
    if (!Files.exists(limit)) {
      return 0;
    }
    String text = Files.readString(limit).trim();
    return text.equals("max") ? 0 : Double.parseDouble(text);
  }

  /** The name that ps shows; the kernel keeps 15 bytes. */
  private static void setTitle(String title) throws IOException {
    Files.writeString(Path.of("/proc/self/comm"), title);
  }

  private static int parent() {
    return ProcessHandle.current().parent().map(p -> (int) p.pid()).orElse(0);
  }
}
