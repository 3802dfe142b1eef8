package dev.gori.engine;

import com.caoccao.javet.interop.V8Runtime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends JavaScript that runs for too long. Started and ended by the isolate's thread; it strikes on
 * a thread of its own, which is made when a program first asks for a deadline and does not keep the
 * process alive.
 */
final class Deadline {
  /** Loaded with the first deadline. */
  private static final class Clock {
    static final ScheduledExecutorService INSTANCE =
        Executors.newSingleThreadScheduledExecutor(
            r -> {
              Thread thread = new Thread(r, "gori-deadlines");
              thread.setDaemon(true);
              return thread;
            });
  }

  private final V8Runtime runtime;
  private @Nullable ScheduledFuture<?> task;
  private boolean ended;
  private boolean struck;

  private Deadline(V8Runtime runtime) {
    this.runtime = runtime;
  }

  static Deadline start(V8Runtime runtime, int milliseconds) {
    Deadline deadline = new Deadline(runtime);
    deadline.task = Clock.INSTANCE.schedule(deadline::strike, milliseconds, TimeUnit.MILLISECONDS);
    return deadline;
  }

  private synchronized void strike() {
    if (!ended) {
      struck = true;
      runtime.terminateExecution();
    }
  }

  /**
   * From now on it does not strike.
   *
   * @return whether it has
   */
  synchronized boolean end() {
    ended = true;
    if (task != null) {
      task.cancel(false);
    }
    return struck;
  }
}
