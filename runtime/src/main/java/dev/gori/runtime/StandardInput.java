package dev.gori.runtime;

import dev.gori.loop.BlockingReader;
import dev.gori.loop.ReadListener;
import java.nio.ByteBuffer;

/**
 * Standard input of a program, when it is a pipe or a terminal; its events go to
 * internal/process/stdin.js. Loop thread only.
 */
final class StandardInput implements ReadListener {
  private static final int DATA = 1;
  private static final int END = 2;

  private final Environment env;
  private final BlockingReader reader;
  private final int id;

  private StandardInput(Environment env) {
    this.env = env;
    reader = new BlockingReader(env.loop(), env.streams().in(), "stdin");
    id = env.addHandle(this, reader);
  }

  /** The number of the new handle. */
  static int open(Environment env) {
    return new StandardInput(env).id;
  }

  void readStart() {
    reader.readStart(this);
  }

  void readStop() {
    reader.readStop();
  }

  void ref(boolean keepsAlive) {
    if (keepsAlive) {
      reader.ref();
    } else {
      reader.unref();
    }
  }

  void close() {
    reader.close(() -> env.removeHandle(id));
  }

  @Override
  public void onRead(ByteBuffer data) {
    int length = data.remaining();
    int offset = env.completions().putBytes(data);
    env.completions().append(id, DATA, offset, length, 0);
  }

  @Override
  public void onEnd() {
    env.completions().append(id, END);
  }

  @Override
  public void onError(int errno) {
    // Node ends standard input too when it cannot be read any more.
    env.completions().append(id, END);
  }
}
