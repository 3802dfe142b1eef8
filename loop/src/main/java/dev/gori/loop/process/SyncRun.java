package dev.gori.loop.process;

import dev.gori.loop.CLibrary;
import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a process to its end while the calling thread waits, as Node's spawnSync does: it writes the
 * input and collects all output.
 *
 * <p>One thread each.
 */
public final class SyncRun implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int STREAM_CLOSED_ON_EXEC = 1 | 0x80000;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SHUT_WR = 1;
  private static final int CHUNK_BYTES = 64 * 1024;

  /** How often the waiting thread looks whether it is to stop. */
  private static final int GLANCE_MILLIS = 100;

  private final List<Pipe> pipes = new ArrayList<>();
  private int error;

  /** Our end of a socket of the process. */
  private static final class Pipe {
    int number;
    final @Nullable ByteBuffer input;
    final ByteArrayOutputStream output = new ByteArrayOutputStream();

    Pipe(int number, @Nullable ByteBuffer input) {
      this.number = number;
      this.input = input;
    }

    void close() {
      if (number >= 0) {
        CLibrary.invoke("close", number);
        number = -1;
      }
    }
  }

  /**
   * What became of a process.
   *
   * @param error 0, or the negative errno of what went wrong; {@code ETIMEDOUT} and {@code ENOBUFS}
   *     are among them
   * @param pid 0 when it could not be started
   * @param end null when it could not be started
   */
  public record Result(int error, int pid, StartedProcess.@Nullable End end) {}

  /**
   * Adds a socket to be read until its end, or with {@code input} one to be written.
   *
   * @return the process's end, for {@link Spawn#descriptors}; the caller closes it
   */
  public int addPipe(int atLeast, @Nullable ByteBuffer input) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pair = arena.allocate(ValueLayout.JAVA_INT, 2);
      CLibrary.call("socketpair", AF_UNIX, STREAM_CLOSED_ON_EXEC, 0, pair);
      pipes.add(new Pipe(pair.getAtIndex(ValueLayout.JAVA_INT, 0), input));
      int theirs = pair.getAtIndex(ValueLayout.JAVA_INT, 1);
      if (theirs >= atLeast) {
        return theirs;
      }
      int higher = CLibrary.call("fcntl", theirs, F_DUPFD_CLOEXEC, atLeast);
      CLibrary.call("close", theirs);
      return higher;
    }
  }

  /** What was read from the pipe that was added as number {@code index}. */
  public byte[] output(int index) {
    return pipes.get(index).output.toByteArray();
  }

  /**
   * Waits for the end of a process and of all its output.
   *
   * @param pid what {@link Spawn#start} returned; the numbers of {@link #addPipe} are closed
   * @param timeoutMillis 0: none
   * @param maxBuffer the most bytes of output together; 0: no limit
   * @param killSignal ends the process when it takes too long or says too much
   * @param stopped whether to give up waiting, and leave the process alone
   */
  public Result waitFor(
      int pid, long timeoutMillis, double maxBuffer, int killSignal, BooleanSupplier stopped) {
    StartedProcess process = new StartedProcess(pid);
    long start = System.nanoTime();
    boolean ended = false;
    while (!ended || pipes.stream().anyMatch(pipe -> pipe.number >= 0)) {
      if (stopped.getAsBoolean()) {
        if (!ended) {
          Reaper.watch(process, () -> {});
        }
        return new Result(Errno.ECANCELED.negative(), pid, null);
      }
      long left = timeoutMillis - (System.nanoTime() - start) / 1_000_000;
      if (timeoutMillis > 0 && left <= 0 && error == 0) {
        kill(process, killSignal, Errno.ETIMEDOUT);
        continue;
      }
      boolean timed = timeoutMillis > 0 && error == 0;
      int[] happened = poll(process, (int) Math.min(timed ? left : GLANCE_MILLIS, GLANCE_MILLIS));
      for (int i = 0; i < pipes.size(); i++) {
        if (happened[i + 1] != 0) {
          advance(pipes.get(i));
        }
      }
      if (maxBuffer > 0 && error != Errno.ENOBUFS.negative() && outputSize() > maxBuffer) {
        kill(process, killSignal, Errno.ENOBUFS);
      }
      ended = ended || (happened[0] != 0 && process.reap());
      if (ended) {
        // What it did not read, nobody will.
        pipes.stream().filter(pipe -> pipe.input != null).forEach(Pipe::close);
      }
    }
    return new Result(error, pid, process.end());
  }

  private int[] poll(StartedProcess process, int timeoutMillis) {
    int[] descriptors = new int[pipes.size() + 1];
    int[] events = new int[descriptors.length];
    descriptors[0] = process.descriptor();
    events[0] = Polling.IN;
    for (int i = 0; i < pipes.size(); i++) {
      Pipe pipe = pipes.get(i);
      descriptors[i + 1] = pipe.number;
      events[i + 1] = pipe.input == null ? Polling.IN : Polling.OUT;
    }
    return Polling.poll(descriptors, events, timeoutMillis);
  }

  private double outputSize() {
    return pipes.stream().mapToDouble(pipe -> pipe.output.size()).sum();
  }

  private void kill(StartedProcess process, int signal, Errno reason) {
    error = reason.negative();
    try {
      process.kill(signal);
    } catch (UvException e) {
      if (e.errno() != Errno.ESRCH) {
        error = e.errno().negative();
      }
    }
    // Not before: the process would end because nobody reads.
    pipes.forEach(Pipe::close);
  }

  private void advance(Pipe pipe) {
    ByteBuffer input = pipe.input;
    if (input == null) {
      read(pipe);
    } else {
      write(pipe, input);
    }
  }

  private static void read(Pipe pipe) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment chunk = arena.allocate(CHUNK_BYTES);
      int count = CLibrary.invoke("recv", pipe.number, chunk, (long) CHUNK_BYTES, MSG_DONTWAIT);
      if (count > 0) {
        pipe.output.writeBytes(chunk.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
      } else if (count != Errno.EAGAIN.negative() && count != Errno.EINTR.negative()) {
        pipe.close();
      }
    }
  }

  private void write(Pipe pipe, ByteBuffer input) {
    int count = 0;
    if (input.hasRemaining()) {
      try (Arena arena = Arena.ofConfined()) {
        int length = Math.min(input.remaining(), CHUNK_BYTES);
        MemorySegment chunk = arena.allocate(length);
        chunk.copyFrom(MemorySegment.ofBuffer(input).asSlice(0, length));
        count =
            CLibrary.invoke("send", pipe.number, chunk, (long) length, MSG_DONTWAIT | MSG_NOSIGNAL);
      }
    }
    if (count >= 0) {
      input.position(input.position() + count);
      if (!input.hasRemaining()) {
        CLibrary.invoke("shutdown", pipe.number, SHUT_WR);
        pipe.close();
      }
    } else if (count != Errno.EAGAIN.negative() && count != Errno.EINTR.negative()) {
      if (error == 0) {
        error = count;
      }
      pipe.close();
    }
  }

  /** Closes our ends of all pipes. */
  @Override
  public void close() {
    pipes.forEach(Pipe::close);
  }
}
