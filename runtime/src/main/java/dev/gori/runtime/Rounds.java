package dev.gori.runtime;

import dev.gori.engine.AfterRounds;
import dev.gori.loop.Async;
import dev.gori.loop.EventLoop;
import dev.gori.loop.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps results back until the loop has polled as often as libuv would have for them: see {@link
 * AfterRounds}. While something is kept the loop does not wait. Loop thread only.
 */
final class Rounds {
  /** Who takes the result of a request. */
  interface Receiver {
    void complete(int request, @Nullable Object result);
  }

  private record Kept(int request, @Nullable Object result, long due) {}

  private final EventLoop loop;
  private final Receiver receiver;
  private List<Kept> kept = new ArrayList<>();
  private @Nullable Async nextPoll;

  Rounds(EventLoop loop, Receiver receiver) {
    this.loop = loop;
    this.receiver = receiver;
  }

  /** The poll that has been last when a request is made now; its own first round is the next. */
  long lastPoll() {
    boolean before = loop.iteration() > 0 && loop.phase().compareTo(Phase.POLL) < 0;
    return before ? loop.iteration() - 1 : loop.iteration();
  }

  /** Hands the result on, now or in the poll that is the last of its rounds. */
  void complete(int request, AfterRounds later, long lastPoll) {
    long due = lastPoll + later.rounds();
    if (loop.iteration() >= due) {
      receiver.complete(request, later.result());
      return;
    }
    kept.add(new Kept(request, later.result(), due));
    Async wakeUp = nextPoll;
    if (wakeUp == null) {
      wakeUp = new Async(loop, this::deliver);
      nextPoll = wakeUp;
    }
    wakeUp.ref();
    wakeUp.send();
  }

  private void deliver() {
    List<Kept> due = kept;
    kept = new ArrayList<>();
    for (Kept k : due) {
      if (loop.iteration() >= k.due) {
        receiver.complete(k.request, k.result);
      } else {
        kept.add(k);
      }
    }
    if (nextPoll != null) {
      if (kept.isEmpty()) {
        nextPoll.unref();
      } else {
        nextPoll.send();
      }
    }
  }
}
