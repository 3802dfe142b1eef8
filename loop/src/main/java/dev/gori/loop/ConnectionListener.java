package dev.gori.loop;

/**
 * Receives a server's connections. Thread: loop thread.
 *
 * @param <S> what is accepted
 */
public interface ConnectionListener<S extends StreamHandle> {
  /** A connection was accepted; it belongs to the listener, which has to close it. */
  void onConnection(S stream);

  /**
   * A connection could not be accepted. The server goes on.
   *
   * @param errno negative
   */
  void onError(int errno);
}
