package dev.gori.runtime.inspector;

import dev.gori.engine.InspectorSession;
import dev.gori.engine.Isolate;
import dev.gori.loop.Async;
import dev.gori.loop.EventLoop;
import dev.gori.loop.Timer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a program's inspector, and the way of requests to them.
 *
 * <p>A request is handed to V8 on the loop's thread. While the program is paused, or waits for the
 * debugger at its start, that thread is in V8 and takes requests there; then a thread of the
 * inspector hands them over, one at a time: a request that came when the pause had just ended, or
 * before V8 takes any, would wait for V8's lock, which the loop's thread has.
 *
 * <p>Belongs to the loop's thread, but for what the clients' threads call.
 */
public final class Inspector implements AutoCloseable {
  private static final int PAUSE_BEGINS_MILLIS = 10;
  private static final int ANSWER_MILLIS = 5000;
  private static final int NUDGE_MILLIS = 50;

  /** Asks for nothing; its answer is nobody's. */
  private static final String NUDGE = "{\"id\":2147483647,\"method\":\"Gori.nudge\"}";

  /** V8 does some of its work, such as heap snapshots, in tasks: the loop must turn. */
  private static final int TASKS_MILLIS = 5;

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");
  private static final Pattern ENDS_PAUSE =
      Pattern.compile(
          "\"method\"\\s*:\\s*\"(Debugger\\.(resume|step\\w+|continueToLocation|restartFrame|disable)"
              + "|Runtime\\.runIfWaitingForDebugger)\"");

  private final Isolate isolate;
  private final InspectorServer server;
  private final Consumer<String> log;
  private final Async wakeUp;
  private final Timer tasks;
  private final List<Session> sessions = new ArrayList<>();

  /** Clients that come and go: only the loop's thread can open and close sessions. */
  private final BlockingQueue<Runnable> visits = new LinkedBlockingQueue<>();

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  /** Guards {@link #paused} and {@link #answered}, and tells of their changes. */
  private final Object pause = new Object();

  private boolean paused;
  private long pausedSince;
  private long answered = -1;

  private final ExecutorService senders =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("inspector request").factory());

  private boolean waits;
  private boolean breaksOnStart;
  private volatile boolean closed;

  private record Request(Session session, String json) {}

  /**
   * Listens, and tells where.
   *
   * @param title of the target, as JSON
   * @param url of the program's main file, as JSON
   * @param nodeVersion what /json/version says
   * @param log writes a line to standard error
   * @throws IOException the address cannot be had
   */
  public Inspector(
      EventLoop loop,
      Isolate isolate,
      HostPort address,
      String title,
      String url,
      String nodeVersion,
      Consumer<String> log)
      throws IOException {
    this.isolate = isolate;
    this.log = log;
    wakeUp = new Async(loop, this::handOver);
    wakeUp.unref();
    tasks = new Timer(loop);
    tasks.unref();
    server = new InspectorServer(address.address(), title, url, nodeVersion, Session::new);
    Thread.ofPlatform().daemon().name("inspector of a paused program").start(this::servePauses);
    log.accept("Debugger listening on " + server.webSocketUrl());
    log.accept("For help, see: https://nodejs.org/en/docs/inspector");
  }

  /** One client. */
  private final class Session implements InspectorServer.Client, InspectorSession.Listener {
    private final WebSocket socket;
    private volatile @Nullable InspectorSession session;

    /** On the client's thread, as the next two. */
    Session(WebSocket socket) {
      this.socket = socket;
      visit(this::open);
    }

    @Override
    public void message(String json) {
      requests.add(new Request(this, json));
      wakeUp.send();
    }

    @Override
    public void disconnected() {
      // A paused program goes on.
      message("{\"id\":0,\"method\":\"Debugger.disable\"}");
      visit(this::end);
    }

    private void visit(Runnable change) {
      visits.add(change);
      wakeUp.send();
    }

    private void open() {
      session = isolate.openInspector("gori", waits, this);
      sessions.add(this);
      tasks.start(TASKS_MILLIS, TASKS_MILLIS, () -> {});
      log.accept("Debugger attached.");
    }

    private void end() {
      InspectorSession open = session;
      if (open != null) {
        session = null;
        sessions.remove(this);
        open.close();
      }
      if (sessions.isEmpty()) {
        tasks.stop();
      }
    }

    /** False when the session is not open yet. */
    boolean send(String json) {
      InspectorSession open = session;
      if (open != null) {
        open.send(json);
      }
      return open != null;
    }

    /** From V8, as the next one: on the loop's thread. */
    @Override
    public void answer(String json) {
      if (json.startsWith("{\"method\":\"Debugger.paused\"")) {
        setPaused(true);
        if (breaksOnStart) {
          breaksOnStart = false;
          json = json.replace("\"reason\":\"other\"", "\"reason\":\"Break on start\"");
        }
      } else if (json.startsWith("{\"method\":\"Debugger.resumed\"")) {
        setPaused(false);
      } else if (!json.startsWith("{\"method\"")) {
        Matcher id = ID.matcher(json);
        if (id.find()) {
          long number = Long.parseLong(id.group(1));
          if (number == Integer.MAX_VALUE) {
            return;
          }
          setAnswered(number);
        }
      }
      try {
        socket.send(json);
      } catch (IOException e) {
        // The client has gone; its thread says so.
      }
    }

    @Override
    public void runIfWaiting() {
      setPaused(false);
    }
  }

  private void setPaused(boolean now) {
    synchronized (pause) {
      paused = now;
      pausedSince = System.nanoTime();
      pause.notifyAll();
    }
    if (!now) {
      wakeUp.send();
    }
  }

  private void setAnswered(long id) {
    synchronized (pause) {
      answered = id;
      pause.notifyAll();
    }
  }

  private boolean isPaused() {
    synchronized (pause) {
      return paused;
    }
  }

  /** On the loop's thread, when something was queued. */
  private void handOver() {
    for (Runnable visit; (visit = visits.poll()) != null; ) {
      visit.run();
    }
    // A request may pause the program while it is served; the other thread takes over then.
    for (Request request; !isPaused() && (request = requests.poll()) != null; ) {
      request.session().send(request.json());
    }
  }

  private void servePauses() {
    try {
      while (!closed) {
        synchronized (pause) {
          while (!paused && !closed) {
            pause.wait();
          }
        }
        while (isPaused() && !closed) {
          if (hasBegun() && !requests.isEmpty()) {
            servePaused(requests.take());
          } else {
            TimeUnit.MILLISECONDS.sleep(1);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** V8 takes requests by now. */
  private boolean hasBegun() {
    synchronized (pause) {
      return paused
          && System.nanoTime() - pausedSince > TimeUnit.MILLISECONDS.toNanos(PAUSE_BEGINS_MILLIS);
    }
  }

  /**
   * Hands a request over and waits for its answer. A thread of its own hands it over: when the
   * pause has begun to V8's listeners, but V8 does not take requests yet, that thread waits for
   * V8's lock until the pause ends; the request is taken nevertheless, with the next one.
   */
  private void servePaused(Request request) throws InterruptedException {
    Matcher id = ID.matcher(request.json());
    long expected = id.find() ? Long.parseLong(id.group(1)) : -1;
    boolean endsPause = ENDS_PAUSE.matcher(request.json()).find();
    setAnswered(-1);
    senders.execute(() -> request.session().send(request.json()));
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
    synchronized (pause) {
      while (paused && !closed && answered != expected && System.nanoTime() < deadline) {
        pause.wait(NUDGE_MILLIS);
        if (paused && answered != expected) {
          senders.execute(() -> request.session().send(NUDGE));
        }
      }
      if (endsPause) {
        // It was refused, or the pause ends now; or the program is paused again already.
        pausedSince = System.nanoTime();
      }
    }
  }

  /**
   * Blocks until a client has connected and asked the program to run.
   *
   * @param breaks whether the program stops at its first statement
   */
  public void waitForClient(boolean breaks) {
    breaksOnStart = breaks;
    waits = true;
    try {
      while (sessions.isEmpty()) {
        visits.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } finally {
      waits = false;
    }
    InspectorSession first = sessions.get(0).session;
    if (first != null) {
      setPaused(true);
      first.waitForDebugger();
      setPaused(false);
    }
  }

  /** The program has ended: clients may still read what they want of it, until they disconnect. */
  public void waitForDisconnect() {
    if (sessions.isEmpty()) {
      return;
    }
    log.accept("Waiting for the debugger to disconnect...");
    try {
      while (!sessions.isEmpty()) {
        Request request = requests.poll(TASKS_MILLIS, TimeUnit.MILLISECONDS);
        if (request != null) {
          request.session().send(request.json());
        }
        isolate.runTasks();
        for (Runnable visit; (visit = visits.poll()) != null; ) {
          visit.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a client is connected. */
  public boolean isConnected() {
    return !sessions.isEmpty();
  }

  /** Stops listening, and closes the sessions: before the isolate is closed. */
  @Override
  public void close() throws IOException {
    closed = true;
    synchronized (pause) {
      pause.notifyAll();
    }
    server.close();
    senders.shutdown();
    for (Session session : List.copyOf(sessions)) {
      session.end();
    }
    wakeUp.close();
    tasks.close();
  }
}
