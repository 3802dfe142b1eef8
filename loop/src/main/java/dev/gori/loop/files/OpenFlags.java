package dev.gori.loop.files;

import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The flags of open(2), with Linux's values, and their meaning in java.nio. O_DIRECT, O_NOATIME and
 * O_NONBLOCK only advise the kernel how to do its work; java.nio cannot pass them on.
 *
 * <p>Any thread.
 */
public final class OpenFlags {
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_CREAT = 0x40;
  public static final int O_EXCL = 0x80;
  public static final int O_TRUNC = 0x200;
  public static final int O_APPEND = 0x400;
  public static final int O_DSYNC = 0x1000;
  public static final int O_DIRECTORY = 0x10000;
  public static final int O_NOFOLLOW = 0x20000;
  public static final int O_SYNC = 0x101000;

  private static final int ACCESS_MODE = 3;
  private static final ConcurrentHashMap<Integer, Set<OpenOption>> OPTIONS =
      new ConcurrentHashMap<>();

  private OpenFlags() {}

  static boolean reads(int flags) {
    return (flags & ACCESS_MODE) != O_WRONLY;
  }

  static boolean writes(int flags) {
    return (flags & ACCESS_MODE) != O_RDONLY;
  }

  static boolean has(int flags, int flag) {
    return (flags & flag) == flag;
  }

  /** java.nio's options; creating and truncating only count when the file is written. */
  static Set<OpenOption> options(int flags) {
    return OPTIONS.computeIfAbsent(flags, OpenFlags::translate);
  }

  private static Set<OpenOption> translate(int flags) {
    Set<OpenOption> options = new HashSet<>();
    boolean append = writes(flags) && has(flags, O_APPEND);
    if (reads(flags) && !append) {
      options.add(StandardOpenOption.READ);
    }
    if (writes(flags)) {
      options.add(append ? StandardOpenOption.APPEND : StandardOpenOption.WRITE);
      if (has(flags, O_CREAT)) {
        options.add(has(flags, O_EXCL) ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
      }
      if (has(flags, O_TRUNC) && !append) {
        options.add(StandardOpenOption.TRUNCATE_EXISTING);
      }
    }
    if (has(flags, O_SYNC)) {
      options.add(StandardOpenOption.SYNC);
    } else if (has(flags, O_DSYNC)) {
      options.add(StandardOpenOption.DSYNC);
    }
    if (has(flags, O_NOFOLLOW)) {
      options.add(LinkOption.NOFOLLOW_LINKS);
    }
    return Set.copyOf(options);
  }
}
