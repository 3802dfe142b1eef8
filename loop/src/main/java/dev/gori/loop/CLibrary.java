package dev.gori.loop;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * System calls that Java has no method for.
 *
 * <p>Linking costs 15 to 60 milliseconds for each shape of arguments, but nothing more for another
 * function of the same shape. So all functions are called with one shape, six words, which the
 * calling conventions of x86-64 and AArch64 allow: a function looks only at the registers of its
 * own arguments, and at the lower half of those that hold an int.
 *
 * <p>Any thread. The class is loaded when a program needs a call.
 */
public final class CLibrary {
  private static final int MAX_ARGUMENTS = 6;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.captureCallState("errno"));

  private static final ConcurrentHashMap<String, Optional<MemorySegment>> FUNCTIONS =
      new ConcurrentHashMap<>();

  private CLibrary() {}

  /** Whether the system's C library has a function. */
  public static boolean has(String function) {
    return find(function).isPresent();
  }

  private static Optional<MemorySegment> find(String function) {
    return FUNCTIONS.computeIfAbsent(function, LINKER.defaultLookup()::find);
  }

  /**
   * Calls a function that returns an int, negative for a failure.
   *
   * @param arguments Integer, Long, MemorySegment (its address), String (becomes a C string) or
   *     int[]
   * @throws UvException what errno says, with the function's name as the call
   */
  public static int call(String function, Object... arguments) {
    int result = invoke(function, arguments);
    if (result < 0) {
      throw new UvException(Errno.of(result), function);
    }
    return result;
  }

  /** As {@link #call}; a failure is a negative errno. */
  public static int invoke(String function, Object... arguments) {
    if (arguments.length > MAX_ARGUMENTS) {
      throw new IllegalArgumentException("too many arguments for " + function);
    }
    MemorySegment address =
        find(function).orElseThrow(() -> new UvException(Errno.ENOSYS, function));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long[] words = new long[MAX_ARGUMENTS];
      for (int i = 0; i < arguments.length; i++) {
        words[i] = word(arguments[i], arena);
      }
      int result =
          (int)
              (long)
                  CALL.invokeExact(
                      address, state, words[0], words[1], words[2], words[3], words[4], words[5]);
      return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(function + " could not be called", e);
    }
  }

  private static long word(Object argument, Arena arena) {
    if (argument instanceof Number number) {
      return number.longValue();
    }
    if (argument instanceof MemorySegment segment) {
      return segment.address();
    }
    if (argument instanceof String s) {
      return arena.allocateFrom(s).address();
    }
    if (argument instanceof int[] ints) {
      return arena.allocateFrom(ValueLayout.JAVA_INT, ints).address();
    }
    throw new IllegalArgumentException("no C form of " + argument.getClass());
  }

  /** An array of C strings that ends with a null pointer. */
  public static MemorySegment strings(Arena arena, List<String> strings) {
    MemorySegment array = arena.allocate(ADDRESS, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(strings.get(i)));
    }
    return array;
  }
}
