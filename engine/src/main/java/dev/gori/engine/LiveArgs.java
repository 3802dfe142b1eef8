package dev.gori.engine;

import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.primitive.V8ValueBoolean;
import com.caoccao.javet.values.primitive.V8ValueInteger;
import com.caoccao.javet.values.primitive.V8ValueNull;
import com.caoccao.javet.values.primitive.V8ValuePrimitive;
import com.caoccao.javet.values.primitive.V8ValueString;
import com.caoccao.javet.values.primitive.V8ValueUndefined;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the host call that is running, read straight from V8. One instance an isolate:
 * host functions are leaves, so calls do not nest. Loop thread only.
 */
final class LiveArgs implements HostArgs {
  private static final V8Value[] NONE = new V8Value[0];
  private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);
  private static final int LISTS = 64;

  private final ControlBlock control;
  private V8Value[] values = NONE;

  /** Callers give the same few short lists again and again; their places are their lengths. */
  private final @Nullable String[] joinedLists = new String[LISTS];

  private final String[][] lists = new String[LISTS][];

  LiveArgs(ControlBlock control) {
    this.control = control;
  }

  LiveArgs of(V8Value[] newValues) {
    values = newValues;
    return this;
  }

  V8Value value(int i) {
    return values[i];
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean isUndefined(int i) {
    return i >= values.length
        || values[i] instanceof V8ValueUndefined
        || values[i] instanceof V8ValueNull;
  }

  @Override
  public int integer(int i) {
    return i < values.length && values[i] instanceof V8ValueInteger n
        ? n.getValue()
        : (int) longInteger(i);
  }

  @Override
  public long longInteger(int i) {
    if (i >= values.length) {
      return 0;
    }
    @Nullable Object value = primitive(i);
    if (value instanceof Number n) {
      return n.longValue();
    }
    return value instanceof Boolean b && b ? 1 : 0;
  }

  @Override
  public double number(int i) {
    if (i >= values.length) {
      return Double.NaN;
    }
    return primitive(i) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  @Override
  public boolean bool(int i) {
    return i < values.length && values[i] instanceof V8ValueBoolean b && b.getValue();
  }

  @Override
  public String string(int i) {
    if (values[i] instanceof V8ValueString s) {
      return s.getValue();
    }
    return String.valueOf(values[i]);
  }

  @Override
  public boolean isString(int i) {
    return i < values.length && values[i] instanceof V8ValueString;
  }

  @Override
  public ByteBuffer bytes(int i) {
    int offset = control.get(ControlBlock.RANGES + 2 * i);
    int length = control.get(ControlBlock.RANGES + 2 * i + 1);
    if (length == 0) {
      return EMPTY;
    }
    if (!(values[i] instanceof V8ValueArrayBuffer buffer)) {
      throw new IllegalArgumentException("argument " + i + " is not a buffer");
    }
    return buffer.getByteBuffer().slice(offset, length);
  }

  @Override
  public String[] strings(int i) {
    String joined = string(i);
    int place = joined.length();
    if (place >= LISTS) {
      return HostArgs.split(joined);
    }
    if (!joined.equals(joinedLists[place])) {
      joinedLists[place] = joined;
      lists[place] = HostArgs.split(joined);
    }
    return lists[place];
  }

  /** A copy that outlives the call. */
  CapturedArgs capture() {
    @Nullable Object[] copies = new Object[values.length];
    for (int i = 0; i < copies.length; i++) {
      if (values[i] instanceof V8ValueArrayBuffer) {
        ByteBuffer live = bytes(i);
        byte[] copy = new byte[live.remaining()];
        live.get(copy);
        copies[i] = copy;
      } else {
        copies[i] = primitive(i);
      }
    }
    return new CapturedArgs(copies);
  }

  private @Nullable Object primitive(int i) {
    return values[i] instanceof V8ValuePrimitive<?> primitive ? primitive.getValue() : null;
  }
}
