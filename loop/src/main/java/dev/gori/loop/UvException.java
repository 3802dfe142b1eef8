package dev.gori.loop;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A system call failed. Carries what Node's errors carry; the message has Node's form: {@code
 * ENOENT: no such file or directory, open 'x'} for files, {@code connect ECONNREFUSED 127.0.0.1:80}
 * for sockets. Has no Java stack trace: it is a result that travels, not a fault of this program.
 *
 * <p>Immutable; any thread.
 */
public final class UvException extends RuntimeException {
  private final Errno errno;
  private final String syscall;
  private final @Nullable String path;
  private final @Nullable String dest;
  private final @Nullable String address;
  private final int port;

  private UvException(
      Errno errno,
      String syscall,
      @Nullable String path,
      @Nullable String dest,
      @Nullable String address,
      int port,
      @Nullable Throwable cause) {
    super(null, cause, false, false);
    this.errno = errno;
    this.syscall = syscall;
    this.path = path;
    this.dest = dest;
    this.address = address;
    this.port = port;
  }

  public UvException(Errno errno, String syscall) {
    this(errno, syscall, null, null, null, 0, null);
  }

  public UvException(Errno errno, String syscall, @Nullable String path) {
    this(errno, syscall, path, null, null, 0, null);
  }

  public UvException(Errno errno, String syscall, @Nullable String path, @Nullable String dest) {
    this(errno, syscall, path, dest, null, 0, null);
  }

  /** A socket operation failed at an address; port 0 when the address is a path. */
  public static UvException atAddress(Errno errno, String syscall, String address, int port) {
    return new UvException(errno, syscall, null, null, address, port, null);
  }

  /** What java.nio threw for this system call; it is kept as the cause. */
  public static UvException of(IOException e, String syscall) {
    return new UvException(Errno.of(e), syscall, null, null, null, 0, e);
  }

  /**
   * What java.nio threw for this system call on a path (and a second one); it is kept as the cause.
   */
  public static UvException of(
      IOException e, String syscall, @Nullable String path, @Nullable String dest) {
    return new UvException(Errno.of(e), syscall, path, dest, null, 0, e);
  }

  public Errno errno() {
    return errno;
  }

  /** Node's name of the failed call: open, scandir, connect … */
  public String syscall() {
    return syscall;
  }

  public @Nullable String path() {
    return path;
  }

  /** The second path of rename, link, symlink and copyfile. */
  public @Nullable String dest() {
    return dest;
  }

  public @Nullable String address() {
    return address;
  }

  /** 0 when there is none. */
  public int port() {
    return port;
  }

  @Override
  public String getMessage() {
    if (address != null) {
      String at = port > 0 ? address + ":" + port : address;
      return syscall + " " + errno + " " + at;
    }
    StringBuilder s = new StringBuilder(64);
    s.append(errno).append(": ").append(errno.message()).append(", ").append(syscall);
    if (path != null) {
      s.append(" '").append(path).append('\'');
    }
    if (dest != null) {
      s.append(" -> '").append(dest).append('\'');
    }
    return s.toString();
  }
}
