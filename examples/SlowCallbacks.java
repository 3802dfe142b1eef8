import dev.gori.loop.EventLoop;
import dev.gori.loop.LoopObserver;
import dev.gori.loop.Phase;
import dev.gori.runtime.Program;
import java.nio.file.Path;

/**
 * Runs a program and prints, for each iteration of its event loop, how long the phases worked. The
 * observer is called on the loop's thread, so it has to be quick.
 *
 * <pre>
 * java -cp 'cli/target/gori/lib/*' -Dgori.home=cli/target/gori/home examples/SlowCallbacks.java examples/phases.js
 * </pre>
 */
public final class SlowCallbacks implements LoopObserver {
  private long phaseStart;
  private long waitStart;
  private long waited;

  /** Runs the program that the first argument names. */
  public static void main(String[] args) throws Exception {
    try (Program program =
        Program.builder().file(Path.of(args[0])).observer(new SlowCallbacks()).start()) {
      program.waitFor();
    }
  }

  @Override
  public void iterationBegin(EventLoop loop, long iteration) {
    System.err.println("iteration " + iteration);
  }

  @Override
  public void phaseBegin(EventLoop loop, Phase phase) {
    phaseStart = loop.nanoTime();
    waited = 0;
  }

  @Override
  public void waitBegin(EventLoop loop, long timeoutMillis) {
    waitStart = loop.nanoTime();
  }

  @Override
  public void waitEnd(EventLoop loop, int ready) {
    waited = loop.nanoTime() - waitStart;
  }

  @Override
  public void phaseEnd(EventLoop loop, Phase phase, int callbacks) {
    if (callbacks > 0) {
      long worked = loop.nanoTime() - phaseStart - waited;
      System.err.printf("  %-8s %d callbacks, %d us%n", phase, callbacks, worked / 1000);
    }
  }
}
