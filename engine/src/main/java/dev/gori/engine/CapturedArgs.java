package dev.gori.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Arguments copied out of V8, for a function that runs on a pool thread. Immutable after
 * construction.
 */
final class CapturedArgs implements HostArgs {
  private final @Nullable Object[] values;

  CapturedArgs(@Nullable Object[] values) {
    this.values = values;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean isUndefined(int i) {
    return i >= values.length || values[i] == null;
  }

  @Override
  public int integer(int i) {
    return (int) longInteger(i);
  }

  @Override
  public long longInteger(int i) {
    return value(i) instanceof Number n ? n.longValue() : 0;
  }

  @Override
  public double number(int i) {
    return value(i) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  @Override
  public boolean bool(int i) {
    return Boolean.TRUE.equals(value(i));
  }

  @Override
  public String string(int i) {
    return String.valueOf(value(i));
  }

  @Override
  public boolean isString(int i) {
    return value(i) instanceof String;
  }

  @Override
  public ByteBuffer bytes(int i) {
    if (value(i) instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    throw new IllegalArgumentException("argument " + i + " is not a buffer");
  }

  private @Nullable Object value(int i) {
    return i < values.length ? values[i] : null;
  }
}
