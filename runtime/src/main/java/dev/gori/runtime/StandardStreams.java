package dev.gori.runtime;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The standard streams of a program. Immutable.
 *
 * @param in read on a thread of its own
 * @param out written on the loop thread
 * @param err written on the loop thread
 * @param inherited whether they are those of this process, so that descriptors 0, 1 and 2 may be
 *     terminals, files or pipes
 */
public record StandardStreams(
    InputStream in, OutputStream out, OutputStream err, boolean inherited) {
  /** The streams of this process, unbuffered. */
  public static StandardStreams inherit() {
    return new StandardStreams(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        true);
  }

  /** Streams of the embedding application; the program sees pipes. */
  public static StandardStreams of(InputStream in, OutputStream out, OutputStream err) {
    return new StandardStreams(in, out, err, false);
  }
}
