package dev.gori.engine;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An isolate with a small library of its own: enough JavaScript to call host functions and to
 * receive completions, so that the boundary is tested without the runtime. Must be used on a thread
 * with a large stack: {@link #run}.
 */
final class TestIsolate implements Isolate.Host, AutoCloseable {
  /** What JavaScript passed to {@code report}. */
  final List<String> reports = new ArrayList<>();

  /** The bytes of submissions, as text. */
  final List<String> submitted = new ArrayList<>();

  /** Jobs of {@code .async} calls, to be run by the test. */
  final List<Runnable> jobs = new ArrayList<>();

  final Isolate isolate;

  private static final String LIBRARY =
      """
      'use strict';
      const files = globalThis.__goriFiles;
      const extras = globalThis.__goriExtras;
      const names = new Map();
      for (const line of globalThis.__goriBindings.split('\\n')) {
        if (line === '') continue;
        const [binding, name, operation] = line.split(' ');
        names.set(`${binding}.${name}`, Number(operation));
      }
      const drain = () => { %PerformMicrotaskCheckpoint(); };
      drain(); drain();
      let host, control, doubles, records, arena, submissions, submissionArena;
      const raw = (name, request, args) => {
        control[0] = names.get(name);
        control[2] = request;
        for (let i = 0; i < args.length; i++) {
          if (ArrayBuffer.isView(args[i])) {
            control[16 + 2 * i] = args[i].byteOffset;
            control[17 + 2 * i] = args[i].byteLength;
            args[i] = args[i].buffer;
          }
        }
        const result = host(...args);
        return [control[1], result];
      };
      globalThis.call = (name, ...args) => raw(name, 0, args);
      globalThis.callAsync = (name, request, ...args) => raw(name, request, args);
      globalThis.report = (value) => raw('test.report', 0, [String(value)]);
      globalThis.extras = extras;
      globalThis.handlers = new Map();
      globalThis.rejections = () => control[4];
      globalThis.arenaText = (offset, length) => String.fromCharCode(...arena.subarray(offset, offset + length));
      globalThis.scratch = () => arena.subarray(control[16], control[16] + control[17]);
      globalThis.submit = (handle, type, text) => {
        const at = control[5] * 4;
        for (let i = 0; i < text.length; i++) submissionArena[i] = text.charCodeAt(i);
        submissions.set([handle, type, 0, text.length], at);
        control[5]++;
      };
      globalThis.changes = (due, ref, immediates, immediatesRef) => {
        control[6] = 1; control[7] = ref; control[8] = immediates; control[9] = immediatesRef; doubles[0] = due;
      };
      delete globalThis.__goriFiles;
      delete globalThis.__goriExtras;
      Object.defineProperty(globalThis, '__goriAttach', { configurable: true, value(h, c, r, a, s, sa) {
        delete globalThis.__goriAttach;
        host = h;
        control = new Int32Array(c, 0, 128);
        doubles = new Float64Array(c, 512, 16);
        records = new Int32Array(r);
        arena = new Uint8Array(a);
        submissions = new Int32Array(s);
        submissionArena = new Uint8Array(sa);
        return {
          main(code) {
            try { (0, eval)(code); } catch (error) { report(`threw ${error}`); }
            drain();
          },
          stack() {
            const holder = {};
            Error.captureStackTrace(holder);
            return holder.stack;
          },
          growArena(memory) {
            arena = new Uint8Array(memory);
          },
          deliver() {
            for (let i = 0; i < control[3]; i++) {
              const at = i * 8;
              handlers.get(records[at])?.(...records.subarray(at + 1, at + 8));
              drain();
            }
          },
        };
      } });
      """;

  private static byte @Nullable [] snapshot;

  TestIsolate(Consumer<Binding> functions) {
    Bindings bindings = bindings(functions, () -> isolate(), reports::add);
    isolate = Isolate.restore(snapshot(bindings), bindings, this);
  }

  private static synchronized byte[] snapshot(Bindings bindings) {
    byte[] made = snapshot;
    if (made == null) {
      // The flags are the process's: a small heap, so that it can be filled.
      Engine.load(home(), List.of("--max-old-space-size=64"), true);
      made =
          SnapshotMaker.make(
              home(), Map.of("internal/bootstrap/snapshot", LIBRARY), "{}", bindings, false);
      snapshot = made;
    }
    return made;
  }

  private Isolate isolate() {
    return isolate;
  }

  /** The folder that the build made. */
  static EngineHome home() {
    return new EngineHome(Path.of("target/home").toAbsolutePath());
  }

  private static Bindings bindings(
      Consumer<Binding> functions, Supplier<Isolate> isolate, Consumer<String> report) {
    return new Bindings()
        .binding("engine", b -> Isolate.register(b, isolate))
        .binding(
            "test",
            b -> {
              b.function(
                  "report",
                  a -> {
                    report.accept(a.string(0));
                    return null;
                  });
              functions.accept(b);
            });
  }

  /** Runs a test body on a thread as V8 needs it. */
  static void run(Consumer<Binding> functions, Body body) throws Throwable {
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              try (TestIsolate test = new TestIsolate(functions)) {
                body.run(test);
              } catch (Throwable e) {
                failure[0] = e;
              }
            },
            "test",
            64L << 20);
    thread.start();
    thread.join();
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  /** What a test does with its isolate. */
  @FunctionalInterface
  interface Body {
    void run(TestIsolate test) throws Exception;
  }

  /** Runs code; returns the reports that it made, joined by commas. */
  String eval(String code) {
    reports.clear();
    isolate.main(code);
    return String.join(",", reports);
  }

  @Override
  public void submit(int request, String name, Callable<@Nullable Object> job) {
    jobs.add(
        () -> {
          try {
            isolate.complete(request, job.call(), null);
          } catch (Exception e) {
            isolate.complete(request, null, e);
          }
        });
  }

  @Override
  public void afterEntry() {
    isolate.executeSubmissions(
        (handle, type, a, b, arena) -> {
          byte[] bytes = new byte[b];
          ByteBuffer view = arena.duplicate().position(a);
          view.get(bytes);
          submitted.add(
              handle
                  + ":"
                  + type
                  + ":"
                  + new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        });
  }

  @Override
  public long loopTime() {
    return 0;
  }

  @Override
  public void close() {
    isolate.close();
  }

  @Override
  public void codeCompiled() {}
}
