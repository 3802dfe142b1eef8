package dev.gori.runtime.inspector;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a WebSocket after its handshake, as RFC 6455 describes it: text messages,
 * pings, close. No extensions.
 *
 * <p>One thread reads; any thread writes.
 */
final class WebSocket {
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  /** DevTools sends scripts to evaluate, but nothing of this size. */
  private static final int MAX_MESSAGE = 256 << 20;

  private final DataInputStream in;
  private final DataOutputStream out;

  WebSocket(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** The answer to the handshake's key. */
  static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** The next message; null when the client has closed. */
  @Nullable String read() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (true) {
      int first;
      try {
        first = in.readUnsignedByte();
      } catch (EOFException e) {
        return null;
      }
      int opcode = first & 0x0F;
      byte[] payload = payload();
      switch (opcode) {
        case TEXT, CONTINUATION -> {
          message.writeBytes(payload);
          if (message.size() > MAX_MESSAGE) {
            throw new IOException("a message of the debugger is too long");
          }
          if ((first & FINAL) != 0) {
            return message.toString(StandardCharsets.UTF_8);
          }
        }
        case PING -> write(PONG, payload);
        case PONG -> {}
        case CLOSE -> {
          write(CLOSE, payload);
          return null;
        }
        default -> throw new IOException("a frame of the debugger has the type " + opcode);
      }
    }
  }

  private byte[] payload() throws IOException {
    int second = in.readUnsignedByte();
    long length = second & 0x7F;
    if (length == LENGTH_16) {
      length = in.readUnsignedShort();
    } else if (length == LENGTH_64) {
      length = in.readLong();
    }
    if ((second & MASKED) == 0 || length < 0 || length > MAX_MESSAGE) {
      throw new IOException("a frame of the debugger is broken");
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes((int) length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return payload;
  }

  void send(String message) throws IOException {
    write(TEXT, message.getBytes(StandardCharsets.UTF_8));
  }

  private void write(int opcode, byte[] payload) throws IOException {
    synchronized (out) {
      out.writeByte(FINAL | opcode);
      if (payload.length < LENGTH_16) {
        out.writeByte(payload.length);
      } else if (payload.length <= 0xFFFF) {
        out.writeByte(LENGTH_16);
        out.writeShort(payload.length);
      } else {
        out.writeByte(LENGTH_64);
        out.writeLong(payload.length);
      }
      out.write(payload);
      out.flush();
    }
  }
}
