package dev.gori.inspect;

import dev.gori.runtime.Program;
import dev.gori.runtime.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that is inspected, and all that was told of it. */
final class InspectedRun implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 60;

  final List<LoopEvent> events = Collections.synchronizedList(new ArrayList<>());
  final CompletableFuture<LoopInspector> inspector = new CompletableFuture<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Program program;

  private InspectedRun(Program.Builder builder, InspectorOptions options) {
    program =
        builder
            .streams(StandardStreams.of(InputStream.nullInputStream(), out, out))
            .inspector(
                inspected -> {
                  try {
                    LoopInspector started = LoopInspector.start(inspected, options);
                    started.addListener(events::add);
                    inspector.complete(started);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .start();
  }

  static InspectedRun ofCode(String code, InspectorOptions options) {
    return new InspectedRun(Program.builder().code(code), options);
  }

  static InspectedRun ofFile(Path file, InspectorOptions options) {
    return new InspectedRun(Program.builder().file(file), options);
  }

  InspectedRun waitFor() throws Exception {
    program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  LoopInspector inspector() throws Exception {
    return inspector.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  <T extends LoopEvent> List<T> events(Class<T> type) {
    synchronized (events) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  LoopEvent.Callback callback(String function) {
    return callbacks(function).findFirst().orElseThrow();
  }

  Stream<LoopEvent.Callback> callbacks(String function) {
    return events(LoopEvent.Callback.class).stream()
        .filter(c -> c.site().function().equals(function));
  }

  @Override
  public void close() {
    program.close();
  }
}
