package dev.gori.loop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream that no selector can watch: the standard input when it is a pipe or a terminal. A
 * thread of its own does the reading, one chunk at a time: it reads the next one only when the loop
 * has delivered the last and reading is still wanted.
 *
 * <p>A read that is under way cannot be called back. When reading stops meanwhile, its chunk is
 * kept for the next start; when the reader is closed, its chunk is lost. The thread is a daemon: it
 * keeps neither the loop nor the virtual machine from ending.
 *
 * <p>Thread: loop thread only.
 */
public final class BlockingReader extends Handle {
  private static final int CHUNK_SIZE = 64 * 1024;

  /** How the two threads take turns. */
  private enum Turn {
    /** Nobody reads, nothing is read. */
    LOOP,
    /** The reading thread is to read, or reads. */
    READER,
    /** A chunk (or the end) waits for the loop. */
    CHUNK
  }

  private final InputStream source;
  private final String name;
  private final byte[] bytes = new byte[CHUNK_SIZE];
  private @Nullable ReadListener listener;
  private @Nullable Thread thread;

  /** Written by the side whose turn it is; orders the fields below. */
  private volatile Turn turn = Turn.LOOP;

  private volatile boolean ended;

  /** Whether it is on its way to the loop: a resource may be posted once at a time. */
  private final AtomicBoolean posted = new AtomicBoolean();

  private int count;
  private int errno;

  /** A stopped reader; the source is read by nobody else from now on, and closed by the caller. */
  public BlockingReader(EventLoop loop, InputStream source, String name) {
    super(loop);
    this.source = source;
    this.name = name;
  }

  @Override
  public String kind() {
    return "reader";
  }

  /** Starts to read, or goes on with another listener. */
  public void readStart(ReadListener listener) {
    assertUsable();
    this.listener = listener;
    setActive(true);
    switch (turn) {
      case LOOP -> readNext();
      case CHUNK -> announce();
      case READER -> {}
    }
  }

  /** Stops reading; the listener is not called until the next start. */
  public void readStop() {
    loop.assertOnLoop();
    listener = null;
    setActive(false);
  }

  /** Whether it reads. */
  public boolean isReading() {
    return listener != null;
  }

  private void readNext() {
    turn = Turn.READER;
    Thread reader = thread;
    if (reader == null) {
      thread = Thread.ofPlatform().daemon().name("gori-read-" + name).start(this::readChunks);
    } else {
      LockSupport.unpark(reader);
    }
  }

  /** The reading thread. */
  private void readChunks() {
    while (!ended) {
      if (turn != Turn.READER) {
        LockSupport.park(this);
        continue;
      }
      try {
        count = source.read(bytes);
        errno = 0;
      } catch (IOException e) {
        count = -1;
        errno = Errno.of(e).negative();
      } catch (RuntimeException e) {
        // A source that is not the system's may throw anything; whoever reads has to hear of it.
        count = -1;
        errno = Errno.of(e).orElse(Errno.EIO).negative();
      }
      turn = Turn.CHUNK;
      if (!ended) {
        announce();
      }
    }
  }

  /** Either thread. */
  private void announce() {
    if (!posted.getAndSet(true)) {
      loop.polling.post(this);
    }
  }

  @Override
  void deliver() {
    posted.getAndSet(false);
    ReadListener to = listener;
    if (to == null || turn == Turn.READER) {
      return;
    }
    if (turn == Turn.LOOP) {
      readNext();
      return;
    }
    int length = count;
    int status = errno;
    turn = Turn.LOOP;
    if (length < 0) {
      readStop();
    }
    loop.enter(this);
    try {
      if (length >= 0) {
        to.onRead(ByteBuffer.wrap(bytes, 0, length));
      } else if (status == 0) {
        to.onEnd();
      } else {
        to.onError(status);
      }
    } finally {
      loop.leave(this);
      if (listener != null) {
        // Whoever handles the chunk at the end of the phase may stop; so read on in the next one.
        announce();
      }
    }
  }

  @Override
  void release() {
    readStop();
    ended = true;
    LockSupport.unpark(thread);
  }
}
