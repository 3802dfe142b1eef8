package dev.gori.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list in the order of addition, linked through the resources themselves: a resource is in one
 * such list at most, and leaves it in constant time.
 *
 * <p>Thread: loop thread only.
 */
final class ResourceList<T extends Resource> {
  private final Class<T> type;
  private @Nullable Resource first;
  private @Nullable Resource last;
  private int size;

  ResourceList(Class<T> type) {
    this.type = type;
  }

  int size() {
    return size;
  }

  void add(T resource) {
    Resource before = last;
    if (before == null) {
      first = resource;
    } else {
      before.next = resource;
      resource.previous = before;
    }
    last = resource;
    size++;
  }

  void remove(T resource) {
    Resource before = resource.previous;
    Resource after = resource.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    resource.previous = null;
    resource.next = null;
    size--;
  }

  List<T> toList() {
    List<T> all = new ArrayList<>(size);
    for (Resource resource = first; resource != null; resource = resource.next) {
      all.add(type.cast(resource));
    }
    return all;
  }

  /** Empties the list; the action is run for each of what was in it. */
  void drain(Consumer<T> action) {
    for (T resource : toList()) {
      remove(resource);
      action.accept(resource);
    }
  }
}
