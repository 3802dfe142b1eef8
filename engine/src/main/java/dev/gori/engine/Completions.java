package dev.gori.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.function.Consumer;

/**
 * What happened, for JavaScript to handle: the ring of records and the arena that holds their
 * bytes. Loop thread only.
 *
 * <p>A record is eight ints: handle, event type, and up to six values. Handle 0 stands for a
 * request; its record is request id, result kind, values. The records of a phase go to JavaScript
 * in one call; so memory is reused from the start after each call.
 */
public final class Completions {
  static final int RECORD_INTS = 8;
  // Memory that is asked for is zeroed, so it counts from the start.
  static final int CAPACITY = 1024;
  static final int ARENA_BYTES = 1 << 16;
  private static final int BUSY_ARENA_BYTES = 1 << 18;

  private final ControlBlock control;
  private final Runnable deliver;
  private final ByteBuffer recordMemory =
      ByteBuffer.allocateDirect(CAPACITY * RECORD_INTS * 4).order(ByteOrder.nativeOrder());
  private final IntBuffer records = recordMemory.asIntBuffer();
  private ByteBuffer arena = arenaOf(ARENA_BYTES);
  private final Consumer<ByteBuffer> grown;
  private int count;

  /**
   * The ring and its arena.
   *
   * @param deliver hands the records to JavaScript and resets this
   * @param grown hands a larger arena to JavaScript
   */
  Completions(ControlBlock control, Runnable deliver, Consumer<ByteBuffer> grown) {
    this.control = control;
    this.deliver = deliver;
    this.grown = grown;
  }

  private static ByteBuffer arenaOf(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  ByteBuffer recordMemory() {
    return recordMemory;
  }

  ByteBuffer arenaMemory() {
    return arena;
  }

  /** Whether there is nothing to deliver. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Appends an event without values. */
  public void append(int handle, int type) {
    append(handle, type, 0, 0, 0);
  }

  /** Appends an event of a handle; delivers first when the ring is full. */
  public void append(int handle, int type, int a, int b, int c) {
    append(handle, type, a, b, c, 0, 0, 0);
  }

  /** Appends an event of a handle with all six values; delivers first when the ring is full. */
  public void append(int handle, int type, int a, int b, int c, int d, int e, int f) {
    if (count == CAPACITY) {
      deliver.run();
    }
    int at = count * RECORD_INTS;
    records.put(at, handle);
    records.put(at + 1, type);
    records.put(at + 2, a);
    records.put(at + 3, b);
    records.put(at + 4, c);
    records.put(at + 5, d);
    records.put(at + 6, e);
    records.put(at + 7, f);
    control.set(ControlBlock.COMPLETIONS, ++count);
  }

  /**
   * Copies bytes into the arena and returns their offset; the record that names them must be
   * appended next. Delivers first when the arena is full, and makes a larger one then, until a few
   * reads fit in it; later only when one entry needs it.
   *
   * @param data all of it is taken
   */
  public int putBytes(ByteBuffer data) {
    reserve(data.remaining());
    int offset = arena.position();
    arena.put(data);
    arena.position((arena.position() + 7) & ~7);
    return offset;
  }

  /**
   * Makes room for bytes that the caller writes into {@link #arena()} itself at the returned
   * offset.
   */
  public int reserveBytes(int length) {
    reserve(length);
    int offset = arena.position();
    arena.position((offset + length + 7) & ~7);
    return offset;
  }

  /**
   * Room behind the bytes of the records for a result that JavaScript copies as soon as the host
   * call returns; -1 when there is not enough. Nothing is reserved: the next bytes overwrite it.
   */
  int scratch(int length) {
    return length <= arena.remaining() ? arena.position() : -1;
  }

  /** The arena, for writing at offsets that {@link #reserveBytes} returned. */
  public ByteBuffer arena() {
    return arena;
  }

  private void reserve(int length) {
    // A record that is about to be appended must land in the same delivery as its bytes.
    if (count == CAPACITY || length > arena.remaining() - 8) {
      boolean busy = count < CAPACITY && arena.capacity() < BUSY_ARENA_BYTES;
      deliver.run();
      if (busy || length > arena.remaining() - 8) {
        arena = arenaOf(Math.max(2 * arena.capacity(), length + 8));
        grown.accept(arena);
      }
    }
  }

  /** After JavaScript has handled all records. */
  void reset() {
    count = 0;
    arena.clear();
    control.set(ControlBlock.COMPLETIONS, 0);
  }
}
