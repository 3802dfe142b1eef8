package dev.gori.loop;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TCP and Unix-domain streams on the loopback interface. Nothing here waits but for I/O. */
@Timeout(20)
final class StreamTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final ManualLoop manual = new ManualLoop();
  private final EventLoop loop = manual.loop;
  private final List<String> log = manual.log;

  @AfterEach
  void close() {
    manual.close();
  }

  /** Takes connections and logs failures. */
  private final class Accepting<S extends StreamHandle> implements ConnectionListener<S> {
    final List<S> streams = new ArrayList<>();

    @Override
    public void onConnection(S stream) {
      streams.add(stream);
    }

    @Override
    public void onError(int errno) {
      log.add("accept " + Errno.of(errno));
    }

    S only() {
      assertEquals(1, streams.size());
      return streams.getFirst();
    }
  }

  /** Both ends of a connection. */
  private record Pair(TcpServer server, TcpStream client, TcpStream peer) {}

  private TcpServer listen(Accepting<TcpStream> accepting) {
    TcpServer server = new TcpServer(loop);
    server.bind(new InetSocketAddress(LOOPBACK, 0));
    assertEquals(0, server.listen(128, accepting));
    return server;
  }

  private static InetSocketAddress addressOf(TcpServer server) {
    return requireNonNull(server.localAddress());
  }

  private Pair connected() {
    Accepting<TcpStream> accepting = new Accepting<>();
    TcpServer server = listen(accepting);
    TcpStream client = new TcpStream(loop);
    boolean[] connected = new boolean[1];
    client.connect(
        addressOf(server),
        status -> {
          assertEquals(0, status);
          connected[0] = true;
        });
    manual.until(() -> connected[0] && !accepting.streams.isEmpty());
    return new Pair(server, client, accepting.only());
  }

  private StatusCallback logs(String what) {
    return status -> log.add(what + " " + (status == 0 ? "ok" : Errno.of(status)));
  }

  // ---- connecting ----

  @Test
  void connectsAndKnowsBothAddresses() {
    Pair pair = connected();
    assertEquals(addressOf(pair.server), pair.client.remoteAddress());
    assertEquals(pair.client.localAddress(), pair.peer.remoteAddress());
    assertEquals(addressOf(pair.server), pair.peer.localAddress());
    assertTrue(pair.client.isConnected());
  }

  @Test
  void aRefusedConnectIsReportedAsynchronously() throws IOException {
    InetSocketAddress nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      nobody = new InetSocketAddress(LOOPBACK, socket.getLocalPort());
    }
    TcpStream stream = new TcpStream(loop);
    stream.connect(nobody, logs("connect"));
    stream.write(Recorder.bytesOf("lost"), logs("write"));
    assertEquals(List.of(), log);
    assertFalse(manual.run());
    assertEquals("connect ECONNREFUSED", log.getFirst());
    assertEquals(2, log.size());
  }

  @Test
  void whatIsAskedForWhileConnectingHappensAfterwards() {
    Accepting<TcpStream> accepting = new Accepting<>();
    TcpServer server = listen(accepting);
    TcpStream client = new TcpStream(loop);
    Recorder fromServer = new Recorder(log);
    client.noDelay(true);
    client.connect(addressOf(server), logs("connect"));
    client.write(Recorder.bytesOf("early"), logs("write"));
    assertEquals(0, client.readStart(fromServer));
    client.shutdown(logs("shutdown"));
    manual.until(() -> !accepting.streams.isEmpty());
    Recorder fromClient = new Recorder(log);
    accepting.only().readStart(fromClient);
    accepting.only().write(Recorder.bytesOf("answer"), logs("answer"));
    manual.until(() -> fromClient.ended && fromServer.bytes == 6 && log.size() == 5);
    assertEquals("early", fromClient.text());
    assertEquals(List.of("connect ok", "write ok", "shutdown ok"), withoutOthers());
  }

  private List<String> withoutOthers() {
    return log.stream().filter(line -> !line.equals("end") && !line.startsWith("ans")).toList();
  }

  @Test
  void aConnectThatIsClosedIsCancelled() {
    Accepting<TcpStream> accepting = new Accepting<>();
    TcpServer server = listen(accepting);
    TcpStream client = new TcpStream(loop);
    client.connect(addressOf(server), logs("connect"));
    client.close(manual.logs("closed"));
    manual.until(() -> log.size() == 2);
    assertTrue(log.getFirst().startsWith("connect "), log::toString);
    assertEquals("closed", log.getLast());
  }

  @Test
  void bindsTheLocalSideBeforeConnecting() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      port = socket.getLocalPort();
    }
    Accepting<TcpStream> accepting = new Accepting<>();
    TcpServer server = listen(accepting);
    TcpStream client = new TcpStream(loop);
    assertEquals(0, client.bind(new InetSocketAddress(LOOPBACK, port)));
    client.connect(addressOf(server), logs("connect"));
    manual.until(() -> !log.isEmpty());
    assertEquals(port, requireNonNull(client.localAddress()).getPort());
  }

  @Test
  void connectingTwiceIsAnError() {
    Pair pair = connected();
    pair.client.connect(addressOf(pair.server), logs("again"));
    manual.once();
    assertEquals(List.of("again EISCONN"), log);
  }

  @Test
  void anAddressInUseIsReportedByListen() {
    TcpServer first = listen(new Accepting<>());
    TcpServer second = new TcpServer(loop);
    second.bind(addressOf(first));
    assertEquals(Errno.EADDRINUSE.negative(), second.listen(1, new Accepting<>()));
    assertFalse(second.isActive());
  }

  @Test
  void anAddressOfNoInterfaceIsReportedByListen() throws IOException {
    TcpServer server = new TcpServer(loop);
    server.bind(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0));
    assertEquals(Errno.EADDRNOTAVAIL.negative(), server.listen(1, new Accepting<>()));
  }

  @Test
  void aPortIsFreeWhenTheCloseCallbackRuns() {
    Pair pair = connected();
    InetSocketAddress address = addressOf(pair.server);
    pair.server.close(
        () -> {
          TcpServer next = new TcpServer(loop);
          next.bind(address);
          log.add("status " + next.listen(1, new Accepting<>()));
        });
    manual.until(() -> !log.isEmpty());
    assertEquals(List.of("status 0"), log);
  }

  @Test
  void anIpv4PeerOfAnIpv6ServerHasAMappedAddress() throws IOException {
    TcpServer server = new TcpServer(loop);
    server.bind(new InetSocketAddress(InetAddress.getByName("::"), 0));
    Accepting<TcpStream> accepting = new Accepting<>();
    org.junit.jupiter.api.Assumptions.assumeTrue(server.listen(1, accepting) == 0, "no IPv6 here");
    new TcpStream(loop)
        .connect(new InetSocketAddress(LOOPBACK, addressOf(server).getPort()), logs("connect"));
    manual.until(() -> !accepting.streams.isEmpty());
    InetAddress peer = requireNonNull(accepting.only().remoteAddress()).getAddress();
    assertEquals("::ffff:127.0.0.1", InternetAddresses.text(peer));
    assertEquals("::", InternetAddresses.text(addressOf(server).getAddress()));
  }

  @Test
  void anIpv6OnlyServerTurnsIpv4PeersAway() throws IOException {
    TcpServer server = new TcpServer(loop);
    server.bind(new InetSocketAddress(InetAddress.getByName("::"), 0), true, false);
    Accepting<TcpStream> accepting = new Accepting<>();
    org.junit.jupiter.api.Assumptions.assumeTrue(server.listen(1, accepting) == 0, "no IPv6 here");
    TcpStream client = new TcpStream(loop);
    Recorder recorder = new Recorder(log);
    client.connect(
        new InetSocketAddress(LOOPBACK, addressOf(server).getPort()),
        status -> client.readStart(recorder));
    manual.until(() -> recorder.ended);
    assertEquals(List.of(), accepting.streams);
  }

  // ---- reading and writing ----

  @Test
  void bytesArriveInOrderBothWays() {
    Pair pair = connected();
    Recorder atServer = new Recorder(log);
    Recorder atClient = new Recorder(log);
    pair.peer.readStart(atServer);
    pair.client.readStart(atClient);
    for (int i = 0; i < 5; i++) {
      pair.client.write(Recorder.bytesOf("c" + i), status -> {});
      pair.peer.write(Recorder.bytesOf("s" + i), status -> {});
    }
    manual.until(() -> atServer.bytes == 10 && atClient.bytes == 10);
    assertEquals("c0c1c2c3c4", atServer.text());
    assertEquals("s0s1s2s3s4", atClient.text());
  }

  /** Calls back when the stream reads something. */
  private ReadListener onData(Runnable callback) {
    return new ReadListener() {
      @Override
      public void onRead(ByteBuffer data) {
        callback.run();
      }

      @Override
      public void onEnd() {}

      @Override
      public void onError(int errno) {
        log.add("read " + Errno.of(errno));
      }
    };
  }

  @Test
  void whatFinishesInThePollPhaseIsToldBeforeTheCheckPhase() {
    Pair pair = connected();
    Check check = new Check(loop);
    pair.peer.readStart(
        onData(
            () -> {
              check.start(() -> log.add("check"));
              pair.peer.write(
                  Recorder.bytesOf("a"),
                  status -> {
                    log.add("write " + loop.phase());
                    pair.peer.shutdown(logs("shutdown"));
                  });
            }));
    assertEquals(1, pair.client.tryWrite(Recorder.bytesOf("x")));
    manual.until(() -> log.contains("check"));
    assertEquals(List.of("write PENDING", "shutdown ok", "check"), log);
  }

  @Test
  void writesThatFollowEachOtherLeaveRoomForTheOtherPhases() {
    Pair pair = connected();
    Check check = new Check(loop);
    int[] writes = new int[1];
    pair.peer.readStart(
        onData(
            () -> {
              check.start(() -> log.add("check after " + writes[0]));
              writeAgain(pair.peer, writes);
            }));
    assertEquals(1, pair.client.tryWrite(Recorder.bytesOf("x")));
    manual.until(() -> !log.isEmpty());
    assertEquals("check after 8", log.getFirst());
  }

  private static void writeAgain(TcpStream stream, int[] writes) {
    stream.write(
        Recorder.bytesOf("a"),
        status -> {
          writes[0]++;
          writeAgain(stream, writes);
        });
  }

  @Test
  void writeCallbacksAreAsynchronousAndInOrder() {
    Pair pair = connected();
    for (int i = 0; i < 3; i++) {
      pair.client.write(Recorder.bytesOf("x"), logs("write " + i));
    }
    assertEquals(List.of(), log);
    assertEquals(0, pair.client.queuedBytes(), "the system took them at once");
    manual.once();
    assertEquals(List.of("write 0 ok", "write 1 ok", "write 2 ok"), log);
  }

  @Test
  void moreThanTheSystemTakesIsQueuedAndArrivesWhole() {
    Pair pair = connected();
    int size = 30_000_000;
    ByteBuffer data = ByteBuffer.allocateDirect(size);
    for (int i = 0; i < size; i++) {
      data.put(i, (byte) (i * 31));
    }
    int written = pair.client.tryWrite(data);
    assertTrue(written > 0 && written < size);
    assertEquals(written, data.position());
    pair.client.write(data, logs("big"));
    assertTrue(pair.client.queuedBytes() > 0);
    assertEquals(Errno.EAGAIN.negative(), pair.client.tryWrite(Recorder.bytesOf("late")));
    pair.client.write(Recorder.bytesOf("!"), logs("small"));
    pair.client.shutdown(logs("shutdown"));

    long[] sum = new long[3];
    pair.peer.readStart(
        new ReadListener() {
          @Override
          public void onRead(ByteBuffer chunk) {
            while (chunk.hasRemaining()) {
              byte expected = sum[0] == size ? (byte) '!' : (byte) (sum[0] * 31);
              sum[1] += chunk.get() == expected ? 0 : 1;
              sum[0]++;
            }
          }

          @Override
          public void onEnd() {
            sum[2]++;
          }

          @Override
          public void onError(int errno) {
            throw new AssertionError(Errno.of(errno));
          }
        });
    manual.until(() -> sum[2] == 1 && log.size() == 3);
    assertEquals(size + 1, sum[0]);
    assertEquals(0, sum[1]);
    assertEquals(0, pair.client.queuedBytes());
    assertEquals(List.of("big ok", "small ok", "shutdown ok"), log);
  }

  @Test
  void readStopHoldsBytesBackUntilReadStart() {
    Pair pair = connected();
    Recorder recorder = new Recorder(log);
    pair.peer.readStart(recorder);
    pair.peer.readStop();
    pair.client.write(Recorder.bytesOf("held"), logs("write"));
    manual.until(() -> !log.isEmpty());
    manual.noWait();
    manual.noWait();
    assertEquals(0, recorder.bytes);
    pair.peer.readStart(recorder);
    manual.until(() -> recorder.bytes == 4);
  }

  @Test
  void stoppingInTheReadCallbackStopsTheReads() {
    Pair pair = connected();
    int[] reads = new int[1];
    Recorder counting = new Recorder(log);
    pair.client.write(ByteBuffer.allocate(1_000_000), status -> {});
    pair.peer.readStart(
        new ReadListener() {
          @Override
          public void onRead(ByteBuffer data) {
            reads[0]++;
            pair.peer.readStop();
          }

          @Override
          public void onEnd() {}

          @Override
          public void onError(int errno) {}
        });
    manual.until(() -> reads[0] > 0);
    manual.noWait();
    assertEquals(1, reads[0]);
    assertFalse(pair.peer.isReading());
    pair.peer.readStart(counting);
    manual.until(() -> counting.bytes > 0);
  }

  @Test
  void aListenerMayGiveTheBufferToReadInto() {
    Pair pair = connected();
    ByteBuffer mine = ByteBuffer.allocateDirect(100);
    boolean[] same = new boolean[1];
    pair.peer.readStart(
        new ReadListener() {
          @Override
          public ByteBuffer buffer() {
            return mine.clear().position(10);
          }

          @Override
          public void onRead(ByteBuffer data) {
            same[0] =
                data.capacity() == mine.capacity()
                    && data.position() == 10
                    && data.remaining() == 3;
          }

          @Override
          public void onEnd() {}

          @Override
          public void onError(int errno) {}
        });
    pair.client.write(Recorder.bytesOf("abc"), status -> {});
    manual.until(() -> same[0]);
  }

  @Test
  void readingBeforeConnectingIsAnError() {
    assertEquals(Errno.ENOTCONN.negative(), new TcpStream(loop).readStart(new Recorder(log)));
  }

  // ---- ending ----

  @Test
  void shutdownEndsOneDirection() {
    Pair pair = connected();
    Recorder atServer = new Recorder(log);
    Recorder atClient = new Recorder(log);
    pair.peer.readStart(atServer);
    pair.client.readStart(atClient);
    pair.client.shutdown(status -> assertEquals(0, status));
    manual.until(() -> atServer.ended);
    pair.peer.write(Recorder.bytesOf("still"), status -> {});
    manual.until(() -> atClient.bytes == 5);
    assertFalse(atClient.ended);
    pair.client.write(Recorder.bytesOf("late"), logs("write"));
    assertEquals(Errno.EPIPE.negative(), pair.client.tryWrite(Recorder.bytesOf("late")));
    manual.once();
    assertEquals(List.of("end", "write EPIPE"), log);
  }

  @Test
  void closingCancelsWhatIsQueued() {
    Pair pair = connected();
    pair.client.write(ByteBuffer.allocate(50_000_000), logs("write"));
    pair.client.shutdown(logs("shutdown"));
    pair.client.close(manual.logs("closed"));
    manual.until(() -> log.contains("closed"));
    assertEquals(List.of("write ECANCELED", "shutdown ECANCELED", "closed"), log);
  }

  @Test
  void anExceptionWhileCancellingLeavesTheRestToBeCalled() {
    Pair pair = connected();
    pair.client.write(
        ByteBuffer.allocate(50_000_000),
        status -> {
          throw new IllegalStateException("mine");
        });
    pair.client.shutdown(logs("shutdown"));
    pair.client.close(manual.logs("closed"));
    assertThrows(IllegalStateException.class, manual::once);
    manual.until(() -> log.contains("closed"));
    assertEquals(List.of("shutdown ECANCELED", "closed"), log);
  }

  @Test
  void closingEndsTheOtherSide() {
    Pair pair = connected();
    Recorder recorder = new Recorder(log);
    pair.peer.readStart(recorder);
    pair.client.close();
    manual.until(() -> recorder.ended);
    assertEquals(List.of("end"), log);
  }

  @Test
  void closeResetGivesTheOtherSideAConnectionReset() {
    Pair pair = connected();
    Recorder recorder = new Recorder(log);
    pair.peer.readStart(recorder);
    assertEquals(0, pair.client.closeReset(manual.logs("closed")));
    manual.until(() -> recorder.ended && log.size() == 2);
    assertTrue(log.containsAll(List.of("closed", "error ECONNRESET")), log::toString);
  }

  @Test
  void writingToAPeerThatIsGoneIsABrokenPipeOrReset() {
    Pair pair = connected();
    pair.client.closeReset(null);
    while (log.isEmpty()) {
      pair.peer.write(
          Recorder.bytesOf("x"),
          status -> {
            if (status != 0) {
              log.add(Errno.of(status).name());
            }
          });
      manual.once();
    }
    assertTrue(List.of("EPIPE", "ECONNRESET").contains(log.getFirst()), log::toString);
  }

  @Test
  void anIdleStreamDoesNotKeepTheLoopAlive() {
    Pair pair = connected();
    pair.server.close();
    assertFalse(manual.run());
    pair.peer.readStart(new Recorder(log));
    assertTrue(loop.alive());
    pair.peer.unref();
    assertFalse(loop.alive());
  }

  @Test
  void surplusReadinessIsReadInTheNextPendingPhase() {
    try (ManualLoop small = new ManualLoop(builder -> builder.maxEventsPerPoll(1))) {
      TcpServer server = new TcpServer(small.loop);
      server.bind(new InetSocketAddress(LOOPBACK, 0));
      List<Phase> phases = new ArrayList<>();
      List<TcpStream> peers = new ArrayList<>();
      server.listen(
          10,
          new ConnectionListener<>() {
            @Override
            public void onConnection(TcpStream stream) {
              peers.add(stream);
            }

            @Override
            public void onError(int errno) {
              throw new AssertionError(Errno.of(errno));
            }
          });
      List<TcpStream> clients = new ArrayList<>();
      int[] connected = new int[1];
      for (int i = 0; i < 3; i++) {
        TcpStream client = new TcpStream(small.loop);
        client.connect(requireNonNull(server.localAddress()), status -> connected[0]++);
        clients.add(client);
      }
      small.until(() -> connected[0] == 3 && peers.size() == 3);
      for (int i = 0; i < 3; i++) {
        peers.get(i).readStart(onData(() -> phases.add(small.loop.phase())));
        assertEquals(1, clients.get(i).tryWrite(Recorder.bytesOf("x")));
      }
      small.until(() -> phases.size() == 3);
      assertEquals(List.of(Phase.POLL, Phase.PENDING, Phase.PENDING), phases);
    }
  }

  // ---- Unix-domain streams ----

  @Test
  void unixDomainStreamsCarryBytesAndTheirFileIsRemoved(@TempDir Path folder) {
    String path = folder.resolve("socket").toString();
    PipeServer server = new PipeServer(loop);
    server.bind(path);
    Accepting<PipeStream> accepting = new Accepting<>();
    assertEquals(0, server.listen(10, accepting));
    assertEquals(path, server.path());
    PipeStream client = new PipeStream(loop);
    client.connect(path, logs("connect"));
    client.write(Recorder.bytesOf("hello"), logs("write"));
    manual.until(() -> !accepting.streams.isEmpty());
    Recorder recorder = new Recorder(log);
    accepting.only().readStart(recorder);
    client.shutdown(logs("shutdown"));
    manual.until(() -> recorder.ended && log.size() == 4);
    assertEquals("hello", recorder.text());
    server.close();
    assertFalse(Files.exists(Path.of(path)));
  }

  @Test
  void unixDomainErrorsAreThoseOfTheSystem(@TempDir Path folder) throws IOException {
    new PipeStream(loop).connect(folder.resolve("none").toString(), logs("missing"));
    Path file = Files.createFile(folder.resolve("file"));
    new PipeStream(loop).connect(file.toString(), logs("no socket"));
    manual.run();
    assertEquals(List.of("missing ENOENT", "no socket ECONNREFUSED"), log);
    PipeServer server = new PipeServer(loop);
    server.bind(file.toString());
    assertEquals(Errno.EADDRINUSE.negative(), server.listen(1, new Accepting<>()));
    server.close();
    assertTrue(Files.exists(file), "a file that is not its socket stays");
    PipeServer tooLong = new PipeServer(loop);
    tooLong.bind(folder.resolve("x".repeat(200)).toString());
    assertEquals(Errno.EINVAL.negative(), tooLong.listen(1, new Accepting<>()));
  }

  @Test
  void aServerThatWasNotBoundCannotListen() {
    assertEquals(
        Errno.EINVAL.negative(), new PipeServer(loop).listen(1, new Accepting<PipeStream>()));
    @Nullable InetSocketAddress none = new TcpServer(loop).localAddress();
    assertNull(none);
    assertThrows(IllegalStateException.class, () -> new TcpServer(closedLoop()));
  }

  private static EventLoop closedLoop() {
    EventLoop closed = EventLoop.builder().build();
    closed.close();
    return closed;
  }
}
