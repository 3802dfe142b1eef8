package dev.gori.loop;

import dev.gori.loop.process.Reaper;
import dev.gori.loop.process.StartedProcess;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls back when a process that this one has started ends: libuv's {@code uv_process_t}. Closing
 * it leaves the process running.
 *
 * <p>Thread: loop thread only.
 */
public final class ChildProcess extends Handle {
  private final StartedProcess process;
  private @Nullable Consumer<StartedProcess.End> onExit;

  /** Watches a process, from now on. */
  public ChildProcess(EventLoop loop, StartedProcess process, Consumer<StartedProcess.End> onExit) {
    super(loop);
    this.process = process;
    this.onExit = onExit;
    setActive(true);
    Reaper.watch(process, () -> loop.polling.post(this));
  }

  @Override
  public String kind() {
    return "process";
  }

  public StartedProcess process() {
    return process;
  }

  @Override
  void deliver() {
    Consumer<StartedProcess.End> callback = onExit;
    if (callback == null) {
      return;
    }
    onExit = null;
    setActive(false);
    loop.enter(this);
    try {
      callback.accept(process.end());
    } finally {
      loop.leave(this);
    }
  }

  @Override
  void release() {
    onExit = null;
  }
}
