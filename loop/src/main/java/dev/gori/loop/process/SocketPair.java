package dev.gori.loop.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gori.loop.CLibrary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Two connected Unix-domain sockets: one as a channel, for the loop, and one as a number of the
 * kernel, for another process.
 *
 * <p>The Java platform makes no pair and takes no socket from elsewhere, so a server in a folder
 * that only this user can enter is connected to once.
 *
 * <p>Immutable; any thread.
 *
 * @param number the caller closes it
 */
public record SocketPair(SocketChannel channel, int number) {
  private static final int AF_UNIX = 1;
  private static final int STREAM_CLOSED_ON_EXEC = 1 | 0x80000;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int ADDRESS_BYTES = 110;

  /**
   * @param atLeast the least that {@link #number} is to be
   */
  public static SocketPair open(int atLeast) throws IOException {
    Path folder = Files.createTempDirectory("gori");
    Path path = folder.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path), 1);
      int number = connect(path);
      try {
        SocketChannel channel = server.accept();
        if (number >= atLeast) {
          return new SocketPair(channel, number);
        }
        int higher = CLibrary.call("fcntl", number, F_DUPFD_CLOEXEC, atLeast);
        CLibrary.call("close", number);
        return new SocketPair(channel, higher);
      } catch (IOException e) {
        CLibrary.invoke("close", number);
        throw e;
      }
    } finally {
      Files.deleteIfExists(path);
      Files.delete(folder);
    }
  }

  private static int connect(Path path) {
    byte[] name = path.toString().getBytes(UTF_8);
    int number = CLibrary.call("socket", AF_UNIX, STREAM_CLOSED_ON_EXEC, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(ADDRESS_BYTES, 8);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
      CLibrary.call("connect", number, address, ADDRESS_BYTES);
      return number;
    } catch (RuntimeException e) {
      CLibrary.invoke("close", number);
      throw e;
    }
  }
}
