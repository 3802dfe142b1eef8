package dev.gori.engine;

import com.caoccao.javet.exceptions.BaseJavetScriptingException;
import com.caoccao.javet.exceptions.JavetScriptingError;
import com.caoccao.javet.interop.converters.JavetObjectConverter;
import com.caoccao.javet.values.V8Value;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import sun.misc.Unsafe;

/**
 * A value that JavaScript threw out of an entry or a script, and the place of the throw, as V8
 * tells it.
 *
 * <p>Javet gives a copy of the value, made by a converter that walks its properties and calls its
 * getters. The identity is needed, so that converter, a constant of Javet without a setter, is
 * replaced by one that hands the value through. Belongs to the isolate's thread.
 *
 * @param value the thrown value itself, to be closed by the receiver
 * @param resource the script's name
 * @param sourceLine the line of the throw
 * @param line its number, from 1
 * @param startColumn from 0
 * @param endColumn from 0, exclusive
 */
record Thrown(
    @Nullable V8Value value,
    String resource,
    String sourceLine,
    int line,
    int startColumn,
    int endColumn) {

  /** Hands every value through, open. */
  private static final class Identity extends JavetObjectConverter {
    @Override
    @SuppressWarnings({
      "unchecked",
      "TypeParameterUnusedInFormals"
    }) // Javet's signature; the caller asks for an Object
    public <T> T toObject(V8Value value, boolean close) {
      return (T) value;
    }
  }

  /**
   * Makes the scripting errors of Javet hold the value itself; called once, before the first one is
   * made.
   */
  @SuppressWarnings({"removal", "sunapi"}) // nothing else can set the field
  static void keepIdentity() {
    try {
      Field access = Unsafe.class.getDeclaredField("theUnsafe");
      access.setAccessible(true);
      Unsafe unsafe = (Unsafe) access.get(null);
      Class.forName(JavetScriptingError.class.getName());
      Field converter = JavetScriptingError.class.getDeclaredField("CONVERTER");
      unsafe.putObject(
          unsafe.staticFieldBase(converter), unsafe.staticFieldOffset(converter), new Identity());
    } catch (ReflectiveOperationException e) {
      throw new EngineException("Javet is not the version that Gori was made for", e);
    }
  }

  static Thrown of(BaseJavetScriptingException exception) {
    JavetScriptingError error = exception.getScriptingError();
    return new Thrown(
        error.getContext() instanceof V8Value value ? value : null,
        String.valueOf(error.getResourceName()),
        String.valueOf(error.getSourceLine()),
        error.getLineNumber(),
        error.getStartColumn(),
        error.getEndColumn());
  }

  /** The place as JavaScript receives it. */
  String[] place() {
    return new String[] {
      resource,
      sourceLine,
      Integer.toString(line),
      Integer.toString(startColumn),
      Integer.toString(endColumn)
    };
  }
}
