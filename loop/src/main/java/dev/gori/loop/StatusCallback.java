package dev.gori.loop;

/** Called with the outcome of a request: 0, or a negative errno. Thread: loop thread. */
@FunctionalInterface
public interface StatusCallback {
  /** The request ended. */
  void done(int status);
}
