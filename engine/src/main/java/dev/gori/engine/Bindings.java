package dev.gori.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The table of host functions, grouped in bindings as Node's internalBinding(name) is.
 *
 * <p>JavaScript names a function by an operation number, {@code binding << 8 | function}; the
 * numbers are fixed when the snapshot is made. A binding's functions are registered when one of
 * them is first called, so that a program does not pay for bindings it never uses. Loop thread
 * only.
 */
public final class Bindings {
  static final int FUNCTION_BITS = 8;

  private final List<String> names = new ArrayList<>();
  private final List<Consumer<Binding>> registrars = new ArrayList<>();
  private @Nullable Binding[] registered = new Binding[16];

  /** Declares a binding; the registrar adds its functions, always the same in the same order. */
  public Bindings binding(String name, Consumer<Binding> registrar) {
    names.add(name);
    registrars.add(registrar);
    return this;
  }

  int size() {
    return names.size();
  }

  String name(int index) {
    return names.get(index);
  }

  /** The binding of an index, registered now if it was not. */
  Binding at(int index) {
    if (index >= registered.length) {
      registered = java.util.Arrays.copyOf(registered, Math.max(index + 1, registered.length * 2));
    }
    Binding binding = registered[index];
    if (binding == null) {
      binding = new Binding(names.get(index));
      registrars.get(index).accept(binding);
      registered[index] = binding;
    }
    return binding;
  }

  /**
   * Every function, one line each: {@code binding function operation [b]}; b marks a blocking one.
   */
  String describe() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      Binding binding = at(i);
      for (int j = 0; j < binding.size(); j++) {
        lines
            .append(names.get(i))
            .append(' ')
            .append(binding.name(j))
            .append(' ')
            .append(i << FUNCTION_BITS | j)
            .append(binding.isBlocking(j) ? " b" : "")
            .append('\n');
      }
    }
    return lines.toString();
  }
}
