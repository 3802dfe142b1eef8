package dev.gori.inspect;

import dev.gori.runtime.InspectedProgram;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How {@code gori loop …} gets into a program that was started without any option: the JVM's attach
 * mechanism loads this agent, which connects to the socket that the command has opened. Until then
 * nothing of it runs. docs/decisions/0015 has the reasons.
 */
public final class LoopAgent {
  private static final List<InspectedProgram> PROGRAMS = new CopyOnWriteArrayList<>();
  private static final List<LoopInspector> INSPECTORS = new CopyOnWriteArrayList<>();

  private LoopAgent() {}

  /** Makes a program one that can be attached to. Its loop thread, before it starts. */
  public static void add(InspectedProgram program) {
    PROGRAMS.add(program);
    program.onEnd(() -> PROGRAMS.remove(program));
  }

  /** The JVM's entry, on its attach thread; the socket's path is the argument. */
  public static void agentmain(@Nullable String socket) throws IOException {
    if (socket == null || PROGRAMS.isEmpty()) {
      throw new IOException("no program runs here");
    }
    AttachSession.start(socket, PROGRAMS.getFirst());
  }

  /** The inspector of a program, if one was started. */
  static @Nullable LoopInspector inspectorOf(InspectedProgram program) {
    return INSPECTORS.stream().filter(i -> i.program() == program).findFirst().orElse(null);
  }

  static void started(LoopInspector inspector) {
    INSPECTORS.add(inspector);
  }

  static void ended(LoopInspector inspector) {
    INSPECTORS.remove(inspector);
  }
}
