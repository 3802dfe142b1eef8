package dev.gori.inspect;

import dev.gori.runtime.InspectedProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The answering side of {@code gori loop …}: reads a word a line, answers with text that ends with
 * a NUL, until the command closes the socket. An inspector that it had to start ends then. A daemon
 * thread of its own.
 */
final class AttachSession {
  private static final long START_MILLIS = 300;

  private final String socket;
  private final InspectedProgram program;
  private @Nullable CompletableFuture<LoopInspector> own;

  private AttachSession(String socket, InspectedProgram program) {
    this.socket = socket;
    this.program = program;
  }

  static void start(String socket, InspectedProgram program) {
    AttachSession session = new AttachSession(socket, program);
    Thread.ofPlatform().daemon().name("gori loop attach").start(session::serve);
  }

  private void serve() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
      OutputStream out = Channels.newOutputStream(channel);
      for (String word = in.readLine(); word != null; word = in.readLine()) {
        out.write((answer(word) + "\0").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The command has gone, with nobody left to tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      endOwn();
    }
  }

  private String answer(String word) throws InterruptedException {
    LoopInspector inspector = inspector();
    if (inspector == null) {
      return LoopText.stuck(program);
    }
    return switch (word) {
      case "now" -> LoopText.now(inspector);
      case "why" -> LoopText.why(inspector);
      case "top" -> LoopText.top(inspector);
      default -> "no such question: " + word + "\n";
    };
  }

  /**
   * The program's inspector, started now if there is none; null when the loop does not get there.
   */
  private @Nullable LoopInspector inspector() throws InterruptedException {
    LoopInspector running = LoopAgent.inspectorOf(program);
    if (running != null) {
      return running;
    }
    CompletableFuture<LoopInspector> starting = own;
    if (starting == null) {
      starting = LoopInspector.attach(program, InspectorOptions.record());
      own = starting;
    }
    try {
      return starting.get(START_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void endOwn() {
    CompletableFuture<LoopInspector> started = own;
    if (started != null) {
      CompletableFuture<Void> unused = started.thenAccept(LoopInspector::close);
    }
  }
}
