package dev.gori.loop;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class UdpTest {
  private final ManualLoop manual = new ManualLoop();
  private final List<String> log = manual.log;

  @AfterEach
  void close() {
    manual.close();
  }

  private UdpSocket bound() {
    UdpSocket socket = new UdpSocket(manual.loop, AddressFamily.IPV4);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    assertEquals(0, socket.bind(any, false, false));
    return socket;
  }

  private DatagramListener logging() {
    return new DatagramListener() {
      @Override
      public void onDatagram(ByteBuffer data, InetSocketAddress from) {
        log.add(StandardCharsets.UTF_8.decode(data) + " from " + from.getPort());
      }

      @Override
      public void onError(int errno) {
        log.add("error " + Errno.of(errno));
      }
    };
  }

  private static InetSocketAddress addressOf(UdpSocket socket) {
    return requireNonNull(socket.localAddress());
  }

  @Test
  void datagramsArriveWithTheirSender() {
    UdpSocket receiver = bound();
    UdpSocket sender = bound();
    assertEquals(0, receiver.receiveStart(logging()));
    sender.send(Recorder.bytesOf("a"), addressOf(receiver), status -> assertEquals(0, status));
    assertEquals(1, sender.trySend(Recorder.bytesOf("b"), addressOf(receiver)));
    manual.until(() -> log.size() == 2);
    int port = addressOf(sender).getPort();
    assertEquals(List.of("a from " + port, "b from " + port), log);
  }

  @Test
  void aSendsCallbackIsAsynchronous() {
    UdpSocket receiver = bound();
    UdpSocket sender = bound();
    sender.send(Recorder.bytesOf("a"), addressOf(receiver), status -> log.add("sent " + status));
    assertEquals(List.of(), log);
    assertEquals(0, sender.queuedBytes());
    manual.once();
    assertEquals(List.of("sent 0"), log);
  }

  @Test
  void anEmptyDatagramIsADatagram() {
    UdpSocket receiver = bound();
    receiver.receiveStart(logging());
    UdpSocket sender = bound();
    assertEquals(0, sender.trySend(ByteBuffer.allocate(0), addressOf(receiver)));
    manual.until(() -> !log.isEmpty());
    assertTrue(log.getFirst().startsWith(" from "));
  }

  @Test
  void aConnectedSocketSendsToItsPeerOnly() {
    UdpSocket receiver = bound();
    UdpSocket sender = bound();
    assertEquals(Errno.EDESTADDRREQ.negative(), sender.trySend(Recorder.bytesOf("x"), null));
    assertEquals(0, sender.connect(addressOf(receiver)));
    assertEquals(Errno.EISCONN.negative(), sender.connect(addressOf(receiver)));
    assertEquals(addressOf(receiver), sender.remoteAddress());
    assertEquals(1, sender.trySend(Recorder.bytesOf("x"), null));
    assertEquals(
        Errno.EISCONN.negative(), sender.trySend(Recorder.bytesOf("x"), addressOf(receiver)));
    assertEquals(0, sender.disconnect());
    assertEquals(Errno.ENOTCONN.negative(), sender.disconnect());
    assertNull(sender.remoteAddress());
  }

  @Test
  void anOversizedDatagramIsRejected() {
    UdpSocket sender = bound();
    assertEquals(
        Errno.EMSGSIZE.negative(), sender.trySend(ByteBuffer.allocate(70_000), addressOf(sender)));
  }

  @Test
  void receivingKeepsTheLoopAliveUntilItStops() {
    UdpSocket socket = bound();
    assertFalse(manual.loop.alive());
    socket.receiveStart(logging());
    assertTrue(manual.loop.alive());
    socket.receiveStop();
    assertFalse(manual.run());
  }

  @Test
  void optionsAreChecked() throws UnknownHostException {
    UdpSocket socket = bound();
    assertEquals(0, socket.broadcast(true));
    assertEquals(0, socket.multicastLoop(true));
    assertEquals(0, socket.multicastTimeToLive(16));
    assertEquals(Errno.EINVAL.negative(), socket.multicastTimeToLive(0));
    assertEquals(0, socket.receiveBufferSize(10_000));
    assertTrue(socket.receiveBufferSize() >= 10_000);
    assertEquals(0, socket.sendBufferSize(10_000));
    assertTrue(socket.sendBufferSize() >= 10_000);
    InetAddress group = InetAddress.getByName("224.0.0.114");
    assertEquals(
        Errno.EADDRNOTAVAIL.negative(),
        socket.leave(group, InetAddress.getLoopbackAddress(), null));
  }
}
