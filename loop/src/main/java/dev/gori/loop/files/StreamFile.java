package dev.gori.loop.files;

import dev.gori.loop.Errno;
import dev.gori.loop.UvException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A standard stream that the embedding application provides. Like a pipe it has no position.
 *
 * <p>Any thread.
 */
final class StreamFile implements OpenFile {
  private final @Nullable ReadableByteChannel input;
  private final @Nullable WritableByteChannel output;

  private StreamFile(@Nullable ReadableByteChannel input, @Nullable WritableByteChannel output) {
    this.input = input;
    this.output = output;
  }

  static StreamFile of(ReadableByteChannel input) {
    return new StreamFile(input, null);
  }

  static StreamFile of(WritableByteChannel output) {
    return new StreamFile(null, output);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (input == null) {
      throw new NonReadableChannelException();
    }
    requireNoPosition(position);
    return Math.max(input.read(target), 0);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    if (output == null) {
      throw new NonWritableChannelException();
    }
    requireNoPosition(position);
    int n = 0;
    while (source.hasRemaining()) {
      n += output.write(source);
    }
    return n;
  }

  private static void requireNoPosition(long position) throws IOException {
    if (position >= 0) {
      throw new IOException("Illegal seek");
    }
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public void truncate(long length) throws IOException {
    throw new IOException("Invalid argument");
  }

  @Override
  public void sync(boolean metadata) throws IOException {
    throw new IOException("Invalid argument");
  }

  @Override
  public Path identity() {
    return Path.of("/dev/null");
  }

  @Override
  public int duplicate(int atLeast) {
    throw new UvException(Errno.EBADF, "dup");
  }

  /** The application keeps its stream. */
  @Override
  public void close() {}
}
