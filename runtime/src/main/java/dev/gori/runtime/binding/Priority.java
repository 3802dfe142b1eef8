package dev.gori.runtime.binding;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Scheduling priorities, by the C library: Java has no call for them. Loading this class links the
 * calls (some 100 milliseconds). On Linux priority is a thread's, so 0 means the thread that asks.
 * Loop thread only.
 */
final class Priority {
  private static final int PRIO_PROCESS = 0;
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle GET =
      link(
          "getpriority",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle SET =
      link(
          "setpriority",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));

  private Priority() {}

  private static MethodHandle link(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), type, Linker.Option.captureCallState("errno"));
  }

  /**
   * The priority of a process: -20, the highest, to 19.
   *
   * @throws UvException ESRCH
   */
  static int get(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      // -1 is a priority, too: only errno tells.
      int result = (int) GET.invokeExact(state, PRIO_PROCESS, pid);
      int errno = (int) ERRNO.get(state, 0L);
      if (result == -1 && errno != 0) {
        throw new UvException(Errno.of(errno), "uv_os_getpriority");
      }
      return result;
    } catch (UvException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("getpriority could not be called", e);
    }
  }

  /**
   * Sets the priority of a process.
   *
   * @throws UvException ESRCH, EACCES, EPERM
   */
  static void set(int pid, int priority) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int result = (int) SET.invokeExact(state, PRIO_PROCESS, pid, priority);
      if (result != 0) {
        throw new UvException(Errno.of((int) ERRNO.get(state, 0L)), "uv_os_setpriority");
      }
    } catch (UvException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setpriority could not be called", e);
    }
  }
}
