package dev.gori.loop;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The list through which other threads hand resources to the loop. It is linked through the
 * resources themselves, so posting allocates nothing; a resource may be in it once.
 *
 * <p>Thread: {@link #post} any, {@link #takeAll} loop thread.
 */
final class Mailbox {
  private final AtomicReference<@Nullable Resource> newest = new AtomicReference<>();

  void post(Resource resource) {
    Resource head;
    do {
      head = newest.get();
      resource.nextPosted = head;
    } while (!newest.compareAndSet(head, resource));
  }

  boolean isEmpty() {
    return newest.get() == null;
  }

  /** Takes all; the result is the oldest one, linked to the younger ones. */
  @Nullable Resource takeAll() {
    if (newest.get() == null) {
      return null;
    }
    Resource from = newest.getAndSet(null);
    Resource oldest = null;
    while (from != null) {
      Resource older = from.nextPosted;
      from.nextPosted = oldest;
      oldest = from;
      from = older;
    }
    return oldest;
  }
}
