package dev.gori.loop;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Receives a UDP socket's datagrams. Thread: loop thread. */
public interface DatagramListener {
  /**
   * A datagram arrived.
   *
   * @param data from position to limit; valid during the call only
   * @param from its sender
   */
  void onDatagram(ByteBuffer data, InetSocketAddress from);

  /**
   * Receiving failed; the socket goes on.
   *
   * @param errno negative
   */
  void onError(int errno);
}
