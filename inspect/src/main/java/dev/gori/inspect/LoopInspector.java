package dev.gori.inspect;

import dev.gori.loop.EventLoop;
import dev.gori.runtime.InspectedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Inspects the loop of one program: keeps its record, reads it on a thread of its own, and hands
 * what it reads to a trace file, the Flight Recorder, the JMX bean and whoever listens.
 *
 * <p>Thread-safe.
 */
public final class LoopInspector implements AutoCloseable {
  /** How long it rests between two looks. */
  private static final long LOOK_NANOS = 25_000_000;

  /** The same while a callback blocks the loop, or the record fills fast. */
  private static final long SOON_NANOS = 10_000_000;

  private static final long FACTS_MILLIS = 1000;

  private final InspectedProgram program;
  private final InspectorOptions options;
  private final RecordMemory memory = new RecordMemory(LoopRecorder.CAPACITY);
  private final Names names = new Names();
  private final ConcurrentLinkedQueue<LoopEvent.Collection> collections =
      new ConcurrentLinkedQueue<>();
  private final List<Consumer<LoopEvent>> listeners = new CopyOnWriteArrayList<>();
  private final EventDecoder decoder = new EventDecoder(names);
  private final Statistics statistics = new Statistics(decoder);
  private final Metronome metronome;
  private final RecordReader reader = new RecordReader(memory);
  private final LoopRecorder recorder;
  private final BlockedWatch blockedWatch;
  private final FlightEvents flightEvents;
  private final @Nullable TraceFile trace;
  private final StepGate gate;
  private final Thread thread;
  private final long lookNanos;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Runnable atEnd = this::finish;
  private final List<NotificationEmitter> collectors = new ArrayList<>();
  private final NotificationListener collected = this::collected;
  private @Nullable LoopPage page;
  private double collectionStart;
  private volatile boolean closing;

  private LoopInspector(InspectedProgram program, InspectorOptions options) throws IOException {
    this.program = program;
    this.options = options;
    EventLoop loop = program.loop();
    recorder = new LoopRecorder(memory, names, loop.clock(), program::immediates);
    metronome = new Metronome(memory, recorder::now);
    gate = new StepGate(options.step(), program::isStopping);
    flightEvents = new FlightEvents(System.currentTimeMillis());
    trace = options.traceFile() == null ? null : new TraceFile(options.traceFile(), program.name());
    blockedWatch =
        new BlockedWatch(
            memory,
            names,
            options.blockedMillis() * 1e6,
            program::interruptForStack,
            program.thread(),
            this::blocked);
    lookNanos = Math.clamp(options.blockedMillis() * 1_000_000L / 2, 1_000_000L, LOOK_NANOS);
    thread = Thread.ofPlatform().daemon().name("gori loop inspector").unstarted(this::watch);
  }

  /**
   * Begins to inspect a program: on its loop thread, between two callbacks or before its start.
   *
   * @throws IOException the trace file cannot be written, or the page's port is taken
   */
  public static LoopInspector start(InspectedProgram program, InspectorOptions options)
      throws IOException {
    LoopInspector inspector = new LoopInspector(program, options);
    inspector.begin();
    return inspector;
  }

  /**
   * Begins to inspect a program that runs, when it gets to the end of its callback. Any thread.
   *
   * @return the inspector; what {@link #start} throws
   */
  public static CompletableFuture<LoopInspector> attach(
      InspectedProgram program, InspectorOptions options) {
    CompletableFuture<LoopInspector> started = new CompletableFuture<>();
    program.execute(
        () -> {
          try {
            started.complete(start(program, options));
          } catch (IOException e) {
            started.completeExceptionally(e);
          }
        });
    return started;
  }

  private void begin() throws IOException {
    EventLoop loop = program.loop();
    loop.addObserver(recorder);
    program.beginRecord(
        memory.buffer(),
        new InspectedProgram.RecordOptions(
            RecordLayout.text(), options.every(), options.creation(), options.step()),
        new Listener());
    program.onGarbageCollection(this::collection);
    program.onEnd(atEnd);
    LoopAgent.started(this);
    if (options.page()) {
      page = LoopPage.serve(this, options.port());
    }
    thread.start();
    // When few callbacks are recorded, the wall clock's milliseconds are the beat.
    if (options.every() == 1) {
      Thread.ofPlatform().daemon().name("gori loop metronome").start(metronome);
    }
  }

  /** What JavaScript tells. Loop thread. */
  private final class Listener implements InspectedProgram.RecordListener {
    @Override
    public double now() {
      return recorder.now();
    }

    @Override
    public void site(
        int number, String function, String file, int line, int column, boolean isUser) {
      names.site(new Site(number, function, file, line, column, isUser));
    }

    @Override
    public void kind(int number, String name) {
      names.kind(number, name);
    }

    @Override
    public void step() {
      gate.pass();
    }
  }

  private void collection(boolean begins) {
    if (begins) {
      collectionStart = recorder.now();
    } else {
      collections.add(
          new LoopEvent.Collection("V8", collectionStart, recorder.now() - collectionStart));
    }
  }

  // ---- the inspector's thread

  private void watch() {
    LoopStatistics bean = new LoopStatistics(this);
    @Nullable ObjectName name = null;
    try {
      name = register(bean);
      listenToCollections();
      while (!closing) {
        LockSupport.parkNanos(look() ? Math.min(SOON_NANOS, lookNanos) : lookNanos);
      }
      look();
      if (trace != null) {
        trace.close();
      }
      unregister(name);
      for (NotificationEmitter collector : collectors) {
        collector.removeNotificationListener(collected);
      }
      ended.complete(null);
    } catch (IOException | JMException | RuntimeException | Error e) {
      // Whoever ends the inspector hears of it; the program goes on.
      ended.completeExceptionally(e);
    }
  }

  /** Whether it should look again soon. */
  private boolean look() throws IOException {
    // A busy loop has some hundred thousand records a second: objects are made of them only for
    // somebody.
    boolean toldToSomebody = trace != null || !listeners.isEmpty() || flightEvents.areWanted();
    int read =
        reader.readNew(
            record -> {
              statistics.add(record);
              if (toldToSomebody) {
                pass(decoder.decode(record));
              }
              if (EventDecoder.isCallback(record)) {
                blockedWatch.ended((long) record[4], record[1], record[2] + record[3]);
              }
            });
    for (LoopEvent.Collection c = collections.poll(); c != null; c = collections.poll()) {
      statistics.add(c);
      pass(c);
    }
    blockedWatch.look(recorder.now(), gate.isHeld());
    if (trace != null) {
      trace.flush();
    }
    return blockedWatch.current() != null || read > LoopRecorder.CAPACITY / 8;
  }

  private void blocked(LoopEvent.Blocked blocked) {
    if (blocked.ended()) {
      statistics.add(blocked);
    }
    pass(blocked);
  }

  private void pass(LoopEvent event) {
    flightEvents.tell(event);
    if (trace != null) {
      try {
        trace.write(event);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (Consumer<LoopEvent> listener : listeners) {
      listener.accept(event);
    }
  }

  private ObjectName register(LoopStatistics bean) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        new ObjectName("dev.gori:type=EventLoop,program=" + ObjectName.quote(program.name()));
    for (int i = 2; server.isRegistered(name); i++) {
      // Programs of one process may run the same file.
      name =
          new ObjectName(
              "dev.gori:type=EventLoop,program="
                  + ObjectName.quote(program.name())
                  + ",number="
                  + i);
    }
    server.registerMBean(bean, name);
    return name;
  }

  private static void unregister(ObjectName name) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    if (server.isRegistered(name)) {
      server.unregisterMBean(name);
    }
  }

  /** The JVM tells of its collections on a thread of its own. */
  private void listenToCollections() {
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(collected, null, null);
        collectors.add(emitter);
      }
    }
  }

  private void collected(Notification notification, @Nullable Object handback) {
    if (notification.getUserData() instanceof CompositeData data) {
      CompositeData info = (CompositeData) data.get("gcInfo");
      double duration = ((Long) info.get("duration")) * 1e6;
      collections.add(new LoopEvent.Collection("JVM", recorder.now() - duration, duration));
    }
  }

  // ---- what is asked by other threads

  /** Tells a listener of all events, on the inspector's thread. */
  void addListener(Consumer<LoopEvent> listener) {
    listeners.add(listener);
  }

  void removeListener(Consumer<LoopEvent> listener) {
    listeners.remove(listener);
  }

  InspectedProgram program() {
    return program;
  }

  InspectorOptions options() {
    return options;
  }

  Statistics statistics() {
    return statistics;
  }

  StepGate gate() {
    return gate;
  }

  Names names() {
    return names;
  }

  Current current() {
    return Current.read(memory, names);
  }

  double now() {
    return recorder.now();
  }

  /** How many records were lost because they were overwritten before they were read. */
  long lost() {
    return reader.lost();
  }

  LoopEvent.@Nullable Blocked blocked() {
    return blockedWatch.current();
  }

  /**
   * What waits and what keeps the loop alive, as JavaScript tells it between two callbacks; null
   * when the loop does not get there within a second.
   */
  @Nullable String facts() throws InterruptedException {
    return askLoop(program::facts);
  }

  /** Why the program is alive, as text; null when the loop does not answer within a second. */
  @Nullable String why() throws InterruptedException {
    return askLoop(program::why);
  }

  private @Nullable String askLoop(Supplier<String> question) throws InterruptedException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    program.execute(() -> answer.complete(question.get()));
    try {
      return answer.get(FACTS_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** The page's address with its token; null when none is served. */
  public @Nullable String url() {
    LoopPage served = page;
    return served == null ? null : served.url();
  }

  /**
   * Lets the program go on without its record, when it gets to the end of its callback; reads what
   * is left and closes the trace. Any thread, but not the inspector's.
   */
  @Override
  public void close() {
    if (!closing) {
      // Not twice: the next inspector's record may have begun.
      program.execute(this::endRecord);
    }
    finish();
  }

  private void endRecord() {
    program.endRecord();
    program.loop().removeObserver(recorder);
    program.onGarbageCollection(null);
    program.notAtEnd(atEnd);
  }

  private void finish() {
    if (closing) {
      return;
    }
    closing = true;
    metronome.end();
    LoopAgent.ended(this);
    gate.open();
    LockSupport.unpark(thread);
    if (page != null) {
      page.close();
    }
    ended.join();
  }
}
