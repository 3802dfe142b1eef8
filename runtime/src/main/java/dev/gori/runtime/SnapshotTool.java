package dev.gori.runtime;

import dev.gori.engine.EngineHome;
import dev.gori.engine.SnapshotMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a home with the V8 snapshot of the JavaScript library: {@code SnapshotTool ENGINE_HOME
 * [LIBRARY [TARGET_HOME [lenient]]]}. A process of its own, because the maker's V8 accepts syntax
 * that the shipped runtime must not.
 */
final class SnapshotTool {
  private SnapshotTool() {}

  /**
   * Writes TARGET_HOME.
   *
   * @param args the folder with the native library and the ICU data; the folder with the JavaScript
   *     files, without it the class path's; the folder to make, without it the first one; {@code
   *     lenient} to print which modules cannot be run instead of failing, for work on the library
   */
  public static void main(String[] args) throws Exception {
    EngineHome source = new EngineHome(Path.of(args[0]));
    EngineHome target = args.length > 2 ? new EngineHome(Path.of(args[2])) : source;
    boolean lenient = args.length > 3 && args[3].equals("lenient");
    Library.Reader<byte[]> maker =
        library ->
            SnapshotMaker.make(
                source,
                Library.read(library),
                Library.packages(library),
                BindingList.names(),
                lenient);
    byte[] snapshot =
        onLargeStack(
            () -> args.length > 1 ? maker.read(Path.of(args[1])) : Library.fromClassPath(maker));
    Files.createDirectories(target.directory());
    if (!source.directory().equals(target.directory())) {
      link(source.library(), target.library());
      link(source.icuData(), target.icuData());
    }
    Library.Reader<byte[]> sources =
        library -> {
          List<byte[]> texts = new ArrayList<>();
          for (String text : Library.read(library).values()) {
            texts.add(LibraryModules.encode(text));
          }
          return ModuleFile.encode(ModuleFile.fingerprint(texts), texts);
        };
    replace(
        target.sources(),
        args.length > 1 ? sources.read(Path.of(args[1])) : Library.fromClassPath(sources));
    replace(target.snapshot(), snapshot);
  }

  /** What makes the snapshot, on a stack as large as a program's. */
  @FunctionalInterface
  private interface Maker {
    byte[] make() throws IOException;
  }

  private static byte[] onLargeStack(Maker maker) throws InterruptedException {
    byte[][] snapshot = new byte[1][];
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                snapshot[0] = maker.make();
              } catch (Throwable e) {
                failure[0] = e;
              }
            },
            "main",
            64L << 20);
    thread.start();
    thread.join();
    if (failure[0] != null) {
      throw new IllegalStateException(failure[0].getMessage(), failure[0]);
    }
    return snapshot[0];
  }

  private static void link(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException e) {
      // Another file system, or one without hard links.
      Files.copy(from, to);
    }
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.write(temporary, content);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
