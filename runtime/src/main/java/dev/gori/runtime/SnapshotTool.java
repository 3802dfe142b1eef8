package dev.gori.runtime;

import dev.gori.engine.EngineHome;
import dev.gori.engine.SnapshotMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes the V8 snapshot of the JavaScript library, in a process of its own: {@code SnapshotTool HOME [LIBRARY [lenient [TARGET]]]}. */
final class SnapshotTool {
  private SnapshotTool() {}

  /**
   * Writes HOME/gori.snapshot.
   *
   * @param args the folder with the native library; the folder with the JavaScript files, without it the class path's; {@code
   *     lenient} to print which modules cannot be run instead of failing, for work on the library; another file to write
   */
  public static void main(String[] args) throws Exception {
    EngineHome home = new EngineHome(Path.of(args[0]));
    Path target = args.length > 3 ? Path.of(args[3]) : home.snapshot();
    boolean lenient = args.length > 2 && args[2].equals("lenient");
    byte[][] snapshot = new byte[1][];
    Throwable[] failure = new Throwable[1];
    Thread maker =
        new Thread(
            null,
            () -> {
              try {
                Library.Reader<byte[]> make =
                    library ->
                        SnapshotMaker.make(
                            home,
                            Library.read(library),
                            Library.packages(library),
                            BindingList.names(),
                            lenient);
                snapshot[0] =
                    args.length > 1 ? make.read(Path.of(args[1])) : Library.fromClassPath(make);
              } catch (Throwable e) {
                failure[0] = e;
              }
            },
            "main",
            64L << 20);
    maker.start();
    maker.join();
    if (failure[0] != null) {
      throw new IllegalStateException(failure[0].getMessage(), failure[0]);
    }
    Path temporary = target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid());
    Files.write(temporary, snapshot[0]);
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
