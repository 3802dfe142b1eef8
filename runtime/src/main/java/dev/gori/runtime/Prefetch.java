package dev.gori.runtime;

import dev.gori.engine.CodeCache;
import dev.gori.engine.PrivateFolder;
import dev.gori.loop.UvException;
import dev.gori.loop.files.Contents;
import dev.gori.loop.files.FileSystem;
import dev.gori.loop.files.OpenFlags;
import dev.gori.runtime.binding.Utf8Text;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers to what the last start of a program asked about its modules' files, as they are now:
 * asked in the background while V8 starts, so that the program finds many in one place. Nothing of
 * a former run is believed, but for V8's code of a source that has not changed.
 *
 * <p>A thread of its own asks, in the order in which the program did; the loop thread takes what is
 * there, and waits when it was faster.
 */
final class Prefetch implements Runnable {
  /** How many answers are given at once. */
  private static final int CHUNK = 128;

  private final Path file;
  private final Supplier<String> program;
  private final FileSystem files;

  // Of the thread that asks. The answers: each question, behind it its answer, ended by NULs. An
  // answer is "=" and a path, "#" and a number, "-" for nothing there, or "l" or "w" with begin and
  // end of a text, which is in one of the other two: ASCII alone takes V8 a byte a character.
  private final StringBuilder answers = new StringBuilder();
  private final StringBuilder narrow = new StringBuilder();
  private final StringBuilder wide = new StringBuilder();

  // Guarded by this.
  private final Map<String, byte[]> code = new HashMap<>();
  private @Nullable StartRecord record;
  private final ArrayDeque<Object[]> given = new ArrayDeque<>();
  private boolean ended;
  private @Nullable Throwable failure;

  private volatile boolean wanted = true;

  /**
   * Describes the task.
   *
   * @param file what {@link StartRecord#encode} has made
   * @param program what it was given; asked on the thread that runs this
   */
  Prefetch(Path file, Supplier<String> program, FileSystem files) {
    this.file = file;
    this.program = program;
    this.files = files;
  }

  @Override
  public void run() {
    Throwable error = null;
    try {
      read();
    } catch (RuntimeException | Error e) {
      error = e; // for take()
    }
    synchronized (this) {
      failure = error;
      ended = true;
      notifyAll();
    }
  }

  private void read() {
    PrivateFolder folder = PrivateFolder.open(Objects.requireNonNull(file.getParent()));
    byte[] content = folder == null ? null : folder.read(String.valueOf(file.getFileName()));
    StartRecord found = content == null ? null : StartRecord.decode(content, program.get());
    if (found == null) {
      return;
    }
    synchronized (this) {
      record = found;
    }
    int count = 0;
    for (Map.Entry<String, StartRecord.@Nullable Code> entry : found.questions().entrySet()) {
      if (!wanted) {
        return;
      }
      answer(entry.getKey(), entry.getValue());
      if (++count % CHUNK == 0) {
        give();
      }
    }
    give();
  }

  private void give() {
    Object[] all = {answers.toString(), narrow.toString(), wide.toString()};
    answers.setLength(0);
    narrow.setLength(0);
    wide.setLength(0);
    synchronized (this) {
      given.add(all);
      notifyAll();
    }
  }

  private void answer(String question, StartRecord.@Nullable Code known) {
    String path = question.substring(1);
    switch (question.charAt(0)) {
      case ModuleFiles.KIND -> {
        int kind = files.metadata().kind(path);
        answers.append(question).append("\0#").append(kind).append('\0');
      }
      case ModuleFiles.FIND -> find(question);
      case ModuleFiles.TEXT, ModuleFiles.SOURCE -> text(question, path, known);
      default -> throw new IllegalArgumentException("no question: " + question);
    }
  }

  private void find(String question) {
    String[] parts = question.substring(question.indexOf('/')).split("\0", -1);
    String[] suffixes = Arrays.copyOfRange(parts, 1, parts.length);
    Object found = files.metadata().findFile(parts[0], suffixes);
    if (found instanceof String path) {
      answers.append(question).append("\0=").append(path).append('\0');
    } else if (found != null) {
      answers.append(question).append("\0#").append(found).append('\0');
    }
  }

  /** A pipe is left for the program: what is read of it is gone. */
  private void text(String question, String path, StartRecord.@Nullable Code known) {
    if (!new File(path).isFile()) {
      if (question.charAt(0) == ModuleFiles.TEXT && files.metadata().kind(path) < 0) {
        answers.append(question).append("\0-\0");
      }
      return;
    }
    byte[] bytes;
    try {
      bytes = files.contents().read(path, OpenFlags.O_RDONLY);
    } catch (UvException | Contents.TooLarge e) {
      return; // the program will ask, and be told why
    }
    String text = Utf8Text.decode(bytes);
    boolean isNarrow = text.length() == bytes.length;
    StringBuilder all = isNarrow ? narrow : wide;
    answers.append(question).append(isNarrow ? "\0l" : "\0w").append(all.length());
    all.append(text);
    answers.append(':').append(all.length()).append('\0');
    if (known != null && known.identity().equals(CodeCache.identity(bytes))) {
      synchronized (this) {
        code.put(path, known.bytes());
      }
    }
  }

  /**
   * The next answers and their two kinds of texts, as soon as there are some; null when there are
   * no more.
   */
  synchronized Object @Nullable [] take() throws InterruptedException {
    while (given.isEmpty() && !ended) {
      wait();
    }
    if (failure != null) {
      throw new IllegalStateException("the modules could not be prefetched", failure);
    }
    return given.poll();
  }

  /** V8's code of a source as it is in the answers. */
  synchronized byte @Nullable [] code(String path) {
    return code.get(path);
  }

  /** What is answered; null when nothing is. */
  synchronized @Nullable StartRecord record() {
    return record;
  }

  /** Nobody takes more. */
  synchronized void end() {
    wanted = false;
    given.clear();
    code.clear();
  }
}
