package dev.gori.runtime;

import dev.gori.loop.EventLoop;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A program as the loop's inspector sees it: what it may ask, and the record of callbacks that
 * JavaScript keeps for it. One at a time keeps a record.
 *
 * <p>Loop thread only, where nothing else is said.
 */
public final class InspectedProgram {
  /** What JavaScript tells while it records. Called on the loop thread. */
  public interface RecordListener {
    /** The time since the record began, in nanoseconds. */
    double now();

    /**
     * A function's place in its source; the numbers that the records use start with 1.
     *
     * @param file empty when it is the runtime's own
     * @param line counted from 1
     * @param column counted from 1
     * @param isUser whether it is the program's, not the runtime's
     */
    void site(int number, String function, String file, int line, int column, boolean isUser);

    /** The name of a kind of resource; the numbers that the records use start with 1. */
    void kind(int number, String name);

    /** A callback is about to run, in step mode. May wait. */
    void step();
  }

  /**
   * How the record is kept.
   *
   * @param layout what the reader believes the memory's layout to be; JavaScript compares
   * @param every one of so many callbacks is recorded
   * @param creation whether timers, handles and requests remember where they were created
   * @param step whether each callback waits for {@link RecordListener#step}
   */
  public record RecordOptions(String layout, int every, boolean creation, boolean step) {
    String toJson() {
      StringBuilder json = new StringBuilder("{\"layout\":");
      Json.string(json, layout);
      return json.append(",\"every\":")
          .append(every)
          .append(",\"creation\":")
          .append(creation)
          .append(",\"step\":")
          .append(step)
          .append('}')
          .toString();
    }
  }

  private final Environment environment;

  InspectedProgram(Environment environment) {
    this.environment = environment;
  }

  /** The program's loop. Any thread. */
  public EventLoop loop() {
    return environment.loop();
  }

  /** The file that is run, or what stands for it. Any thread. */
  public String name() {
    Configuration configuration = environment.configuration();
    return switch (configuration.entry) {
      case FILE -> configuration.file;
      case EVAL -> "[eval]";
      case STDIN -> "[stdin]";
      case PACKAGE_SCRIPT -> configuration.code;
    };
  }

  /** Runs a task between two callbacks; see {@link EventLoop#execute}. Any thread. */
  public void execute(Runnable task) {
    environment.loop().execute(task);
  }

  /** Lets JavaScript record its callbacks, from its start when it has not started. */
  public void beginRecord(ByteBuffer memory, RecordOptions options, RecordListener listener) {
    environment.beginRecord(memory, options.toJson(), listener);
  }

  /** Ends the record. */
  public void endRecord() {
    environment.endRecord();
  }

  /** What waits and what keeps the loop alive: JSON, see {@code internal/loop/facts.js}. */
  public String facts() {
    return environment.facts();
  }

  /** Why the program is alive: text for people. */
  public String why() {
    return environment.why();
  }

  /** The stack of what runs; see {@code Isolate.interruptForStack}. Any thread. */
  public void interruptForStack(BooleanSupplier wanted, Consumer<String> receiver) {
    environment.isolate().interruptForStack(wanted, receiver);
  }

  /** Tells when V8 collects garbage: true when it begins, false when it has ended; null: nobody. */
  public void onGarbageCollection(@Nullable Consumer<Boolean> listener) {
    environment.isolate().onGarbageCollection(listener);
  }

  /** Whether the program is to end where it is. Any thread. */
  public boolean isStopping() {
    return environment.isStopping();
  }

  /** How many immediates wait. */
  public int immediates() {
    return environment.isolate().immediates();
  }

  /** The thread that runs the program. Any thread. */
  public Thread thread() {
    return environment.thread();
  }

  /** Runs a task when the program has ended, before its exit code is told. */
  public void onEnd(Runnable task) {
    environment.onEnd(task);
  }

  /** Takes back a task of {@link #onEnd}. */
  public void notAtEnd(Runnable task) {
    environment.notAtEnd(task);
  }

  /** The command that runs the program, and its version. Any thread. */
  public static String version() {
    return Version.GORI;
  }
}
