package dev.gori.loop.process;

import dev.gori.loop.CLibrary;
import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A process that this one has started. It is a zombie until {@link #reap} has asked for its end.
 *
 * <p>Any thread.
 */
public final class StartedProcess {
  private static final int PIDFD_OPEN = 434;
  private static final int WNOHANG = 1;
  private static final int SIGKILL = 9;
  private static final int SIGNAL_BITS = 0x7f;

  private final int pid;

  /** The kernel's handle of the process, readable when it has ended; -1 after that. */
  private int descriptor;

  private End end = new End(0, 0);

  /**
   * How a process ended.
   *
   * @param code the exit code; 0 when a signal ended it
   * @param signal the number of the signal that ended it, or 0
   */
  public record End(int code, int signal) {}

  /**
   * Takes over a process that {@link Spawn#start} has started.
   *
   * @throws UvException there is no descriptor left for it; the process is gone again
   */
  public StartedProcess(int pid) {
    this.pid = pid;
    descriptor = CLibrary.invoke("syscall", PIDFD_OPEN, pid, 0);
    if (descriptor < 0) {
      CLibrary.invoke("kill", pid, SIGKILL);
      CLibrary.invoke("waitpid", pid, 0L, 0);
      throw new UvException(Errno.of(descriptor), "spawn");
    }
  }

  public int pid() {
    return pid;
  }

  synchronized int descriptor() {
    return descriptor;
  }

  /** Whether it has ended; its end is known then, and its number may be another process's. */
  synchronized boolean reap() {
    if (descriptor < 0) {
      return true;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      int result = CLibrary.invoke("waitpid", pid, status, WNOHANG);
      if (result == 0) {
        return false;
      }
      if (result > 0) {
        int word = status.get(ValueLayout.JAVA_INT, 0);
        int signal = word & SIGNAL_BITS;
        end = new End(signal == 0 ? (word >> 8) & 0xff : 0, signal);
      }
      // Else the process ignores SIGCHLD, and the kernel has thrown the status away.
      CLibrary.invoke("close", descriptor);
      descriptor = -1;
      return true;
    }
  }

  /** How it ended; after {@link #reap} has said that it did. */
  public synchronized End end() {
    return end;
  }

  /**
   * Sends it a signal; 0 only asks whether it is there.
   *
   * @throws UvException ESRCH, EPERM, EINVAL
   */
  public synchronized void kill(int signal) {
    if (descriptor < 0) {
      throw new UvException(Errno.ESRCH, "kill");
    }
    CLibrary.call("kill", pid, signal);
  }
}
