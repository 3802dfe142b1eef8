package dev.gori.runtime;

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
 * Signals sent to processes: what Java has no call for, by the C library. The class is loaded, and the calls are linked (some 100
 * milliseconds), when a program first sends a signal. Any thread.
 */
final class Signals {
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle KILL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
              Linker.Option.captureCallState("errno"));

  private static final int SIGABRT = 6;

  private Signals() {}

  /**
   * Sends a signal; 0 only asks whether the process exists.
   *
   * @throws UvException ESRCH, EPERM, EINVAL
   */
  static void kill(long pid, int signal) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int result = (int) KILL.invokeExact(state, (int) pid, signal);
      if (result != 0) {
        throw new UvException(Errno.of((int) ERRNO.get(state, 0L)), "kill");
      }
    } catch (UvException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("kill could not be called", e);
    }
  }

  /** Ends this process as the C library's abort does: by SIGABRT, with its default action. */
  static void abort() {
    sun.misc.Signal.handle(new sun.misc.Signal("ABRT"), sun.misc.SignalHandler.SIG_DFL);
    kill(ProcessHandle.current().pid(), SIGABRT);
  }
}
