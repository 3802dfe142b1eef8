package dev.gori.engine;

/** V8 failed in a way that no program should be able to cause: a defect of Gori. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
