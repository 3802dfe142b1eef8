package dev.gori.loop;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Receives what a stream reads. Thread: loop thread. */
public interface ReadListener {
  /**
   * Bytes arrived.
   *
   * @param data from position to limit; valid during the call only, for the loop reads every stream
   *     into the same buffer
   */
  void onRead(ByteBuffer data);

  /** The other side sends no more. Reading has stopped. */
  void onEnd();

  /**
   * Reading failed and has stopped.
   *
   * @param errno negative
   */
  void onError(int errno);

  /**
   * A direct buffer to read into, in place of the loop's own, from its position to its limit; null
   * for the loop's own. It is asked for before every read. {@link #onRead} gets it flipped to what
   * was read.
   */
  default @Nullable ByteBuffer buffer() {
    return null;
  }
}
