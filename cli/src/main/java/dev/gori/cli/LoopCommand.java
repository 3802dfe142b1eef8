package dev.gori.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.gori.inspect.LoopAgent;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@code gori loop top|why|now PID}: asks a running program about its loop. The program needs no
 * option; see {@link LoopAgent}. Runs on the command's main thread.
 */
final class LoopCommand {
  private static final Set<String> WORDS = Set.of("top", "why", "now");
  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private LoopCommand() {}

  /** Whether the arguments are those of this command, and not of a script named loop. */
  static boolean is(String[] args) {
    return args.length >= 2 && args[0].equals("loop") && WORDS.contains(args[1]);
  }

  /** Asks and prints; returns the exit code. */
  static int run(String[] args) {
    if (args.length != 3 || !args[2].matches("\\d{1,9}")) {
      System.err.println("Usage: gori loop " + args[1] + " PID");
      return 9;
    }
    Path folder = null;
    try {
      folder =
          Files.createTempDirectory(
              "gori-loop",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      ask(args[1], args[2], folder.resolve("socket"));
      return 0;
    } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
      System.err.println("gori: process " + args[2] + " is no Gori, or not yours");
      return 1;
    } catch (IOException e) {
      System.err.println("gori: process " + args[2] + " cannot be asked: " + e.getMessage());
      return 1;
    } finally {
      delete(folder);
    }
  }

  private static void ask(String word, String pid, Path path)
      throws IOException,
          AttachNotSupportedException,
          AgentLoadException,
          AgentInitializationException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      VirtualMachine machine = VirtualMachine.attach(pid);
      try {
        machine.loadAgent(agent(), path.toString());
      } finally {
        machine.detach();
      }
      try (SocketChannel channel = server.accept()) {
        InputStream in = Channels.newInputStream(channel);
        boolean top = word.equals("top");
        boolean live = top && isTerminal();
        if (top) {
          // Figures need some time to add up.
          ask(channel, in, word);
          LockSupport.parkNanos(REFRESH_NANOS);
        }
        do {
          String answer = ask(channel, in, word);
          if (answer.isEmpty()) {
            System.out.println("The program has ended.");
            return;
          }
          System.out.print(live ? CLEAR + answer : answer);
          System.out.flush();
          if (live) {
            LockSupport.parkNanos(REFRESH_NANOS);
          }
        } while (live);
      }
    }
  }

  private static String ask(SocketChannel channel, InputStream in, String word) throws IOException {
    channel.write(StandardCharsets.UTF_8.encode(word + "\n"));
    return answer(in);
  }

  /** Whether the answers go to a terminal, where they can take one another's place. */
  @SuppressWarnings("SystemConsoleNull") // it is null for a pipe, as ever
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** The jar of the agent's class, which is the class path's own. */
  private static String agent() {
    return Objects.requireNonNull(LoopAgent.class.getProtectionDomain().getCodeSource())
        .getLocation()
        .getPath();
  }

  /** Up to the NUL; empty when the other side has gone. */
  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b > 0; b = in.read()) {
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void delete(@Nullable Path folder) {
    if (folder != null) {
      try {
        Files.deleteIfExists(folder.resolve("socket"));
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
