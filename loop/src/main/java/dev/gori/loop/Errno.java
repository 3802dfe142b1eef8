package dev.gori.loop;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The system errors libuv knows, with Linux's numbers and libuv's messages, in libuv's order (which
 * {@code util.getSystemErrorMap()} shows). Codes below -3000 are libuv's own and have no system
 * number.
 *
 * <p>Immutable; any thread.
 */
public enum Errno {
  E2BIG(7, "argument list too long"),
  EACCES(13, "permission denied"),
  EADDRINUSE(98, "address already in use"),
  EADDRNOTAVAIL(99, "address not available"),
  EAFNOSUPPORT(97, "address family not supported"),
  EAGAIN(11, "resource temporarily unavailable"),
  EAI_ADDRFAMILY(3000, "address family not supported"),
  EAI_AGAIN(3001, "temporary failure"),
  EAI_BADFLAGS(3002, "bad ai_flags value"),
  EAI_BADHINTS(3013, "invalid value for hints"),
  EAI_CANCELED(3003, "request canceled"),
  EAI_FAIL(3004, "permanent failure"),
  EAI_FAMILY(3005, "ai_family not supported"),
  EAI_MEMORY(3006, "out of memory"),
  EAI_NODATA(3007, "no address"),
  EAI_NONAME(3008, "unknown node or service"),
  EAI_OVERFLOW(3009, "argument buffer overflow"),
  EAI_PROTOCOL(3014, "resolved protocol is unknown"),
  EAI_SERVICE(3010, "service not available for socket type"),
  EAI_SOCKTYPE(3011, "socket type not supported"),
  EALREADY(114, "connection already in progress"),
  EBADF(9, "bad file descriptor"),
  EBUSY(16, "resource busy or locked"),
  ECANCELED(125, "operation canceled"),
  ECHARSET(4080, "invalid Unicode character"),
  ECONNABORTED(103, "software caused connection abort"),
  ECONNREFUSED(111, "connection refused"),
  ECONNRESET(104, "connection reset by peer"),
  EDESTADDRREQ(89, "destination address required"),
  EEXIST(17, "file already exists"),
  EFAULT(14, "bad address in system call argument"),
  EFBIG(27, "file too large"),
  EHOSTUNREACH(113, "host is unreachable"),
  EINTR(4, "interrupted system call"),
  EINVAL(22, "invalid argument"),
  EIO(5, "i/o error"),
  EISCONN(106, "socket is already connected"),
  EISDIR(21, "illegal operation on a directory"),
  ELOOP(40, "too many symbolic links encountered"),
  EMFILE(24, "too many open files"),
  EMSGSIZE(90, "message too long"),
  ENAMETOOLONG(36, "name too long"),
  ENETDOWN(100, "network is down"),
  ENETUNREACH(101, "network is unreachable"),
  ENFILE(23, "file table overflow"),
  ENOBUFS(105, "no buffer space available"),
  ENODEV(19, "no such device"),
  ENOENT(2, "no such file or directory"),
  ENOMEM(12, "not enough memory"),
  ENONET(64, "machine is not on the network"),
  ENOPROTOOPT(92, "protocol not available"),
  ENOSPC(28, "no space left on device"),
  ENOSYS(38, "function not implemented"),
  ENOTCONN(107, "socket is not connected"),
  ENOTDIR(20, "not a directory"),
  ENOTEMPTY(39, "directory not empty"),
  ENOTSOCK(88, "socket operation on non-socket"),
  ENOTSUP(95, "operation not supported on socket"),
  EOVERFLOW(75, "value too large for defined data type"),
  EPERM(1, "operation not permitted"),
  EPIPE(32, "broken pipe"),
  EPROTO(71, "protocol error"),
  EPROTONOSUPPORT(93, "protocol not supported"),
  EPROTOTYPE(91, "protocol wrong type for socket"),
  ERANGE(34, "result too large"),
  EROFS(30, "read-only file system"),
  ESHUTDOWN(108, "cannot send after transport endpoint shutdown"),
  ESPIPE(29, "invalid seek"),
  ESRCH(3, "no such process"),
  ETIMEDOUT(110, "connection timed out"),
  ETXTBSY(26, "text file is busy"),
  EXDEV(18, "cross-device link not permitted"),
  UNKNOWN(4094, "unknown error"),
  EOF(4095, "end of file"),
  ENXIO(6, "no such device or address"),
  EMLINK(31, "too many links"),
  EHOSTDOWN(112, "host is down"),
  EREMOTEIO(121, "remote I/O error"),
  ENOTTY(25, "inappropriate ioctl for device"),
  EFTYPE(4028, "inappropriate file type or format"),
  EILSEQ(84, "illegal byte sequence"),
  ESOCKTNOSUPPORT(94, "socket type not supported"),
  ENODATA(61, "no data available"),
  EUNATCH(49, "protocol driver not attached");

  private static final Map<Integer, Errno> BY_NUMBER = HashMap.newHashMap(values().length);

  /**
   * What strerror(3) says for each number, in lower case: java.nio passes this text on where it has
   * no exception type of its own. glibc's and musl's wordings.
   */
  private static final Map<String, Errno> BY_SYSTEM_TEXT = new HashMap<>();

  static {
    for (Errno e : values()) {
      BY_NUMBER.put(e.number, e);
      BY_SYSTEM_TEXT.put(e.message, e);
    }
    text(E2BIG, "argument list too long");
    text(EACCES, "permission denied");
    text(EADDRINUSE, "address already in use", "address in use");
    text(EADDRNOTAVAIL, "cannot assign requested address", "address not available");
    text(EAFNOSUPPORT, "address family not supported by protocol", "protocol family unavailable");
    text(EAGAIN, "resource temporarily unavailable");
    text(EALREADY, "operation already in progress");
    text(EBADF, "bad file descriptor");
    text(EBUSY, "device or resource busy", "resource busy");
    text(ECANCELED, "operation canceled");
    text(ECONNABORTED, "software caused connection abort", "connection aborted");
    text(ECONNREFUSED, "connection refused");
    text(ECONNRESET, "connection reset by peer", "connection reset");
    text(EDESTADDRREQ, "destination address required");
    text(EEXIST, "file exists");
    text(EFAULT, "bad address");
    text(EFBIG, "file too large");
    text(EHOSTDOWN, "host is down");
    text(EHOSTUNREACH, "no route to host", "host is unreachable");
    text(EILSEQ, "invalid or incomplete multibyte or wide character", "illegal byte sequence");
    text(EINTR, "interrupted system call");
    text(EINVAL, "invalid argument", "unix domain path too long");
    text(EIO, "input/output error", "i/o error");
    text(EISCONN, "transport endpoint is already connected", "socket is connected");
    text(EISDIR, "is a directory");
    text(ELOOP, "too many levels of symbolic links", "symbolic link loop");
    text(EMFILE, "too many open files", "no file descriptors available");
    text(EMLINK, "too many links");
    text(EMSGSIZE, "message too long", "message too large");
    text(ENAMETOOLONG, "file name too long", "filename too long");
    text(ENETDOWN, "network is down");
    text(ENETUNREACH, "network is unreachable", "network unreachable");
    text(ENFILE, "too many open files in system");
    text(ENOBUFS, "no buffer space available");
    text(ENODATA, "no data available");
    text(ENODEV, "no such device");
    text(ENOENT, "no such file or directory");
    text(ENOMEM, "cannot allocate memory", "out of memory");
    text(ENONET, "machine is not on the network");
    text(ENOPROTOOPT, "protocol not available");
    text(
        ENOSPC,
        "no space left on device",
        "disk quota exceeded",
        "user limit of inotify watches reached");
    text(ENOSYS, "function not implemented");
    text(ENOTCONN, "transport endpoint is not connected", "socket not connected");
    text(ENOTDIR, "not a directory");
    text(ENOTEMPTY, "directory not empty");
    text(ENOTSOCK, "socket operation on non-socket", "not a socket");
    text(ENOTSUP, "operation not supported", "not supported");
    text(ENOTTY, "inappropriate ioctl for device", "not a tty");
    text(ENXIO, "no such device or address");
    text(EOVERFLOW, "value too large for defined data type", "value too large for data type");
    text(EPERM, "operation not permitted");
    text(EPIPE, "broken pipe");
    text(EPROTO, "protocol error");
    text(EPROTONOSUPPORT, "protocol not supported");
    text(EPROTOTYPE, "protocol wrong type for socket");
    text(ERANGE, "numerical result out of range", "result not representable");
    text(EREMOTEIO, "remote i/o error");
    text(EROFS, "read-only file system");
    text(
        ESHUTDOWN,
        "cannot send after transport endpoint shutdown",
        "cannot send after socket shutdown");
    text(ESOCKTNOSUPPORT, "socket type not supported");
    text(ESPIPE, "illegal seek", "invalid seek");
    text(ESRCH, "no such process");
    text(ETIMEDOUT, "connection timed out", "operation timed out", "connect timed out");
    text(ETXTBSY, "text file busy");
    text(EUNATCH, "protocol driver not attached");
    text(EXDEV, "invalid cross-device link", "cross-device link");
  }

  private static void text(Errno errno, String... texts) {
    for (String t : texts) {
      BY_SYSTEM_TEXT.put(t, errno);
    }
  }

  private final int number;
  private final String message;

  Errno(int number, String message) {
    this.number = number;
    this.message = message;
  }

  /** The system's number, positive: 2 for ENOENT. */
  public int number() {
    return number;
  }

  /** What libuv and Node report: -2 for ENOENT. */
  public int negative() {
    return -number;
  }

  /** libuv's description, for example "no such file or directory". */
  public String message() {
    return message;
  }

  /** The error with this number, either sign; {@link #UNKNOWN} when libuv has no name for it. */
  public static Errno of(int number) {
    return BY_NUMBER.getOrDefault(Math.abs(number), UNKNOWN);
  }

  /**
   * What the system said when this exception was made: by the exception's type where java.nio has
   * one, otherwise by the system's text in it. {@link #EIO} when neither tells.
   */
  public static Errno of(IOException e) {
    return byType(e)
        .or(() -> byText(e instanceof FileSystemException f ? f.getReason() : e.getMessage()))
        .or(
            () ->
                e.getCause() instanceof IOException cause
                    ? Optional.of(of(cause))
                    : Optional.empty())
        .or(() -> byFallbackType(e))
        .orElse(EIO);
  }

  /**
   * As {@link #of(IOException)}, for what channels and files throw unchecked; empty for an
   * exception that no system call causes.
   */
  public static Optional<Errno> of(RuntimeException e) {
    if (e instanceof NonReadableChannelException || e instanceof NonWritableChannelException) {
      return Optional.of(EBADF);
    }
    if (e instanceof NotYetConnectedException) {
      return Optional.of(ENOTCONN);
    }
    if (e instanceof AlreadyBoundException) {
      return Optional.of(EINVAL);
    }
    if (e instanceof UnresolvedAddressException) {
      return Optional.of(EAI_NONAME);
    }
    if (e instanceof SecurityException) {
      return Optional.of(EACCES);
    }
    return Optional.empty();
  }

  private static Optional<Errno> byType(IOException e) {
    // No table: when no file can be opened any more, its class could not be loaded.
    if (e instanceof NoSuchFileException) {
      return Optional.of(ENOENT);
    }
    if (e instanceof AccessDeniedException) {
      return Optional.of(EACCES);
    }
    if (e instanceof FileAlreadyExistsException) {
      return Optional.of(EEXIST);
    }
    if (e instanceof DirectoryNotEmptyException) {
      return Optional.of(ENOTEMPTY);
    }
    if (e instanceof NotDirectoryException) {
      return Optional.of(ENOTDIR);
    }
    if (e instanceof FileSystemLoopException) {
      return Optional.of(ELOOP);
    }
    if (e instanceof NotLinkException) {
      return Optional.of(EINVAL);
    }
    if (e instanceof AsynchronousCloseException) {
      return Optional.of(ECANCELED);
    }
    if (e instanceof ClosedChannelException) {
      return Optional.of(EBADF);
    }
    if (e instanceof SocketTimeoutException) {
      return Optional.of(ETIMEDOUT);
    }
    if (e instanceof EOFException) {
      return Optional.of(EOF);
    }
    return Optional.empty();
  }

  /** Types that several errors share: asked only after the text. */
  private static Optional<Errno> byFallbackType(IOException e) {
    if (e instanceof NoRouteToHostException) {
      return Optional.of(EHOSTUNREACH);
    }
    if (e instanceof ConnectException) {
      return Optional.of(ECONNREFUSED);
    }
    if (e instanceof BindException) {
      return Optional.of(EADDRINUSE);
    }
    if (e instanceof PortUnreachableException) {
      return Optional.of(ECONNREFUSED);
    }
    if (e instanceof UnknownHostException) {
      return Optional.of(EAI_NONAME);
    }
    return Optional.empty();
  }

  /**
   * The longest of the known texts that the message ends or begins with: "/x: Too many open files",
   * "Connection reset (a hint)".
   */
  private static Optional<Errno> byText(@Nullable String message) {
    if (message == null) {
      return Optional.empty();
    }
    String text = message.strip().toLowerCase(Locale.ROOT);
    Errno exact = BY_SYSTEM_TEXT.get(text);
    if (exact != null) {
      return Optional.of(exact);
    }
    int colon = text.lastIndexOf(": ");
    if (colon >= 0) {
      exact = BY_SYSTEM_TEXT.get(text.substring(colon + 2));
      if (exact != null) {
        return Optional.of(exact);
      }
    }
    String best = "";
    for (String known : BY_SYSTEM_TEXT.keySet()) {
      if (known.length() > best.length() && text.contains(known)) {
        best = known;
      }
    }
    return Optional.ofNullable(BY_SYSTEM_TEXT.get(best));
  }
}
