package dev.gori.inspect;

import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/**
 * Events of the JDK's Flight Recorder. They are committed a little after they happened, by the
 * inspector's thread: {@code started} tells when it was. Belongs to that thread.
 */
final class FlightEvents {
  /** What all of them have. */
  @Category({"Gori", "Event Loop"})
  @StackTrace(false)
  abstract static class LoopFlightEvent extends Event {
    @Label("Started")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long started;

    @Label("Took")
    @Timespan(Timespan.NANOSECONDS)
    long took;
  }

  @Name("dev.gori.Iteration")
  @Label("Iteration")
  @Description("A pass of the event loop through its phases")
  static final class IterationEvent extends LoopFlightEvent {
    @Label("Number")
    long number;

    @Label("Wait")
    @Timespan(Timespan.NANOSECONDS)
    long waited;

    @Label("Callbacks")
    int callbacks;
  }

  @Name("dev.gori.Phase")
  @Label("Phase")
  static final class PhaseEvent extends LoopFlightEvent {
    @Label("Phase")
    String phase = "";

    @Label("Iteration")
    long iteration;

    @Label("Wait")
    @Timespan(Timespan.NANOSECONDS)
    long waited;

    @Label("Callbacks")
    int callbacks;
  }

  @Name("dev.gori.Callback")
  @Label("Callback")
  static final class CallbackEvent extends LoopFlightEvent {
    @Label("Function")
    String function = "";

    @Label("Place")
    String place = "";

    @Label("Kind")
    String kind = "";

    @Label("Phase")
    String phase = "";

    @Label("Number")
    long number;

    @Label("Cause")
    long cause;

    @Label("Ticks and microtasks")
    @Timespan(Timespan.NANOSECONDS)
    long queues;

    @Label("Ticks")
    int ticks;
  }

  @Name("dev.gori.PoolJob")
  @Label("Pool job")
  static final class PoolJobEvent extends LoopFlightEvent {
    @Label("Kind")
    String kind = "";

    @Label("Pool thread")
    String poolThread = "";

    @Label("Wait")
    @Timespan(Timespan.NANOSECONDS)
    long waited;
  }

  @Name("dev.gori.Blocked")
  @Label("Blocked")
  @Description("A callback that ran for longer than the threshold")
  static final class BlockedEvent extends LoopFlightEvent {
    @Label("Function")
    String function = "";

    @Label("Place")
    String place = "";

    @Label("Phase")
    String phase = "";

    @Label("JavaScript stack")
    String stack = "";
  }

  private final long baseMillis;

  /**
   * A source of events.
   *
   * @param baseMillis when the record began, in milliseconds since 1970
   */
  FlightEvents(long baseMillis) {
    this.baseMillis = baseMillis;
  }

  /** Whether somebody records any of them. */
  boolean areWanted() {
    // The first event would start the Flight Recorder, which takes a tenth of a second.
    return FlightRecorder.isInitialized()
        && (new CallbackEvent().isEnabled()
            || new PhaseEvent().isEnabled()
            || new IterationEvent().isEnabled()
            || new PoolJobEvent().isEnabled());
  }

  void tell(LoopEvent event) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    switch (event) {
      case LoopEvent.Iteration i -> {
        IterationEvent e = new IterationEvent();
        if (e.isEnabled()) {
          e.number = i.number();
          e.waited = (long) i.waited();
          e.callbacks = i.callbacks();
          commit(e, i.start(), i.duration());
        }
      }
      case LoopEvent.PhaseRun p -> {
        PhaseEvent e = new PhaseEvent();
        if (e.isEnabled()) {
          e.phase = p.phase().name().toLowerCase(Locale.ROOT);
          e.iteration = p.iteration();
          e.waited = (long) p.waited();
          e.callbacks = p.callbacks();
          commit(e, p.start(), p.duration());
        }
      }
      case LoopEvent.Callback c -> {
        CallbackEvent e = new CallbackEvent();
        if (e.isEnabled()) {
          e.function = c.site().function();
          e.place = c.site().place();
          e.kind = c.kind();
          e.phase = c.phase().name().toLowerCase(Locale.ROOT);
          e.number = c.number();
          e.cause = c.cause();
          e.queues = (long) c.queues();
          e.ticks = c.ticks();
          commit(e, c.start(), c.duration());
        }
      }
      case LoopEvent.Job j -> {
        PoolJobEvent e = new PoolJobEvent();
        if (e.isEnabled()) {
          e.kind = j.kind();
          e.poolThread = j.thread();
          e.waited = (long) j.waited();
          commit(e, j.start() + j.waited(), j.run());
        }
      }
      case LoopEvent.Blocked b -> {
        BlockedEvent e = new BlockedEvent();
        if (b.ended() && e.isEnabled()) {
          e.function = b.site().function();
          e.place = b.site().place();
          e.phase = b.phase().name().toLowerCase(Locale.ROOT);
          e.stack = String.join("\n", b.stack());
          commit(e, b.since(), b.duration());
        }
      }
      case LoopEvent.Queues q -> {
        // Queue lengths are for those who draw them.
      }
      case LoopEvent.Collection c -> {
        // The JVM's own events have its collections.
      }
    }
  }

  private void commit(LoopFlightEvent event, double start, double duration) {
    event.started = baseMillis + (long) (start / 1e6);
    event.took = (long) duration;
    event.commit();
  }
}
