package dev.gori.inspect;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a loop is inspected. Immutable.
 *
 * @param every one of so many callbacks is recorded
 * @param creation whether timers, handles and requests remember where they were created
 * @param blockedMillis a callback that runs for longer is told of
 * @param traceFile where a trace is written; null: nowhere
 * @param page whether the page is served
 * @param port the page's; 0: any
 * @param step whether the loop waits before each callback for the page
 */
public record InspectorOptions(
    int every,
    boolean creation,
    int blockedMillis,
    @Nullable Path traceFile,
    boolean page,
    int port,
    boolean step) {
  static final int BLOCKED_MILLIS = 50;

  /** All callbacks are recorded, without creation stacks, which cost most; nothing is served. */
  public static InspectorOptions record() {
    return new InspectorOptions(1, false, BLOCKED_MILLIS, null, false, 0, false);
  }

  /** The same, with one of so many callbacks recorded. */
  public InspectorOptions withEvery(int number) {
    return new InspectorOptions(number, creation, blockedMillis, traceFile, page, port, step);
  }

  /** The same, with a trace written. */
  public InspectorOptions withTraceFile(Path file) {
    return new InspectorOptions(every, creation, blockedMillis, file, page, port, step);
  }

  /** The same, with creation stacks. */
  public InspectorOptions withCreation() {
    return new InspectorOptions(every, true, blockedMillis, traceFile, page, port, step);
  }

  /** The same, with the page served, and with creation stacks. */
  public InspectorOptions withPage(int onPort, boolean stepwise) {
    return new InspectorOptions(every, true, blockedMillis, traceFile, true, onPort, stepwise);
  }

  /** The same, with another threshold. */
  public InspectorOptions withBlockedMillis(int millis) {
    return new InspectorOptions(every, creation, millis, traceFile, page, port, step);
  }
}
