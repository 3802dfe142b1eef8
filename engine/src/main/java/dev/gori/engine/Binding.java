package dev.gori.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of one binding, in the order of their registration. Loop thread only. */
public final class Binding {
  private final List<String> names = new ArrayList<>();
  private final List<HostFunction> functions = new ArrayList<>();
  private final List<Boolean> blocking = new ArrayList<>();
  private final List<@Nullable String> jobNames = new ArrayList<>();
  private final String bindingName;

  Binding(String name) {
    bindingName = name;
  }

  /** Adds a function that runs on the loop thread. */
  public Binding function(String name, HostFunction function) {
    return add(name, function, false);
  }

  /**
   * Adds a function that may block: JavaScript calls it on the loop thread, or on the pool with
   * {@code name.async}.
   */
  public Binding blocking(String name, HostFunction function) {
    return add(name, function, true);
  }

  private Binding add(String name, HostFunction function, boolean mayBlock) {
    if (names.size() >> Bindings.FUNCTION_BITS != 0) {
      throw new IllegalStateException("too many functions in one binding");
    }
    names.add(name);
    functions.add(function);
    blocking.add(mayBlock);
    jobNames.add(null);
    return this;
  }

  int size() {
    return names.size();
  }

  String name(int index) {
    return names.get(index);
  }

  /** Binding and function, such as {@code fs.open}: what its jobs on the pool are called. */
  String jobName(int index) {
    String known = jobNames.get(index);
    if (known == null) {
      known = bindingName + "." + names.get(index);
      jobNames.set(index, known);
    }
    return known;
  }

  HostFunction function(int index) {
    return functions.get(index);
  }

  boolean isBlocking(int index) {
    return blocking.get(index);
  }
}
