package dev.gori.engine;

import com.caoccao.javet.interfaces.IJavetLogger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Javet from loading java.util.logging and from printing what Gori reports itself. Any
 * thread.
 */
enum QuietLogger implements IJavetLogger {
  INSTANCE;

  @Override
  public void debug(String message) {}

  @Override
  public void error(String message) {}

  @Override
  public void error(String message, @Nullable Throwable throwable) {}

  @Override
  public void info(String message) {}

  @Override
  public void warn(String message) {}
}
