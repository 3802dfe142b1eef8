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
import java.util.ArrayList;
import java.util.List;

/**
 * System calls that Java has no method for. The class is loaded, and each call linked (some 100
 * milliseconds for the first), when a program needs one. Any thread.
 */
final class CLibrary {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private CLibrary() {}

  /**
   * Calls a function that returns an int, negative for a failure.
   *
   * @param arguments Integer, Long, String (becomes a C string) or int[]
   * @throws UvException what errno says, with the function's name as the call
   */
  static int call(String function, Object... arguments) {
    List<MemoryLayout> layouts = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      values.add(state);
      for (Object argument : arguments) {
        switch (argument) {
          case Integer i -> {
            layouts.add(ValueLayout.JAVA_INT);
            values.add(i);
          }
          case Long l -> {
            layouts.add(ValueLayout.JAVA_LONG);
            values.add(l);
          }
          case String s -> {
            layouts.add(ValueLayout.ADDRESS);
            values.add(arena.allocateFrom(s));
          }
          case int[] ints -> {
            layouts.add(ValueLayout.ADDRESS);
            values.add(arena.allocateFrom(ValueLayout.JAVA_INT, ints));
          }
          default -> throw new IllegalArgumentException("no C form of " + argument.getClass());
        }
      }
      MethodHandle handle =
          LINKER.downcallHandle(
              LINKER.defaultLookup().findOrThrow(function),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts.toArray(MemoryLayout[]::new)),
              Linker.Option.captureCallState("errno"));
      int result = (int) handle.invokeWithArguments(values);
      if (result < 0) {
        throw new UvException(Errno.of((int) ERRNO.get(state, 0L)), function);
      }
      return result;
    } catch (UvException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(function + " could not be called", e);
    }
  }
}
