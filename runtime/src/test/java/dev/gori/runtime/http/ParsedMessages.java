package dev.gori.runtime.http;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Feeds a parser and turns its event blocks into the lines that messages.txt is written in. */
final class ParsedMessages {
  final List<String> lines = new ArrayList<>();
  private final HttpParser parser;
  private final HttpEvents events = new HttpEvents();
  private final boolean request;
  private int consumed;
  private boolean stopped;

  ParsedMessages(ParserType type, int maxHeaderSize, int lenient, boolean inlineBody) {
    request = type == ParserType.REQUEST;
    parser = new HttpParser(type, maxHeaderSize, lenient, inlineBody);
  }

  HttpParser parser() {
    return parser;
  }

  /** Gives the parser the bytes; after an error or an upgrade it does nothing. */
  ParsedMessages feed(byte[] input, int from, int to) {
    if (!stopped) {
      events.clear();
      parser.execute(ByteBuffer.wrap(input, from, to - from), events, 1);
      decode(input, from);
      consumed += to - from;
    }
    return this;
  }

  ParsedMessages feed(String latin1) {
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return feed(bytes, 0, bytes.length);
  }

  ParsedMessages resume() {
    stopped = false;
    events.clear();
    parser.resume(events);
    decode(new byte[0], 0);
    return this;
  }

  ParsedMessages finish() {
    if (!stopped) {
      consumed = 0;
      events.clear();
      parser.finish(events);
      decode(new byte[0], 0);
    }
    return this;
  }

  private void decode(byte[] input, int from) {
    ByteBuffer block = events.block().order(ByteOrder.LITTLE_ENDIAN);
    while (block.hasRemaining()) {
      int type = block.getInt();
      switch (type) {
        case HttpEvents.HEAD -> head(block);
        case HttpEvents.BODY -> body(text(input, from + block.getInt(), block.getInt()));
        case HttpEvents.BODY_DATA -> {
          int length = block.getInt();
          body(text(bytes(block, length), 0, length));
        }
        case HttpEvents.TRAILERS -> {
          int count = block.getInt();
          int length = block.getInt();
          lines.add("trailers [" + fields(block, count, length).getLast() + "]");
        }
        case HttpEvents.COMPLETE -> lines.add("complete");
        case HttpEvents.UPGRADE -> {
          lines.add("complete");
          lines.add("stopped " + (consumed + block.getInt()));
          stopped = true;
        }
        case HttpEvents.ERROR -> {
          HttpError error = java.util.Objects.requireNonNull(parser.error());
          lines.add(
              "error " + error.code() + " " + (consumed + block.getInt()) + " " + error.reason());
          stopped = true;
        }
        default -> throw new AssertionError("event " + type);
      }
    }
  }

  private void head(ByteBuffer block) {
    int flags = block.getInt();
    int id = block.getInt();
    int textOffset = block.getInt();
    int textLength = block.getInt();
    int count = block.getInt();
    int length = block.getInt();
    List<String> fields = fields(block, count, length);
    String text =
        text(fields.getFirst().getBytes(StandardCharsets.ISO_8859_1), textOffset, textLength);
    lines.add(
        "head %d.%d %s [%s] %s%s [%s]"
            .formatted(
                flags >> 16 & 15,
                flags >> 20 & 15,
                request ? HttpMethods.NAMES.get(id) : Integer.toString(id),
                escape(text),
                (flags & HttpParser.KEEP_ALIVE) != 0 ? "keep-alive" : "close",
                (flags & HttpParser.IS_UPGRADE) != 0 ? " upgrade" : "",
                fields.getLast()));
    if ((flags & HttpParser.IS_COMPLETE) != 0) {
      lines.add("complete");
    }
  }

  /** The block as Latin-1, then the headers as name|value|name|value. */
  private static List<String> fields(ByteBuffer block, int count, int length) {
    int[] offsets = new int[count * 5];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = block.getInt();
    }
    byte[] bytes = bytes(block, length);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < offsets.length; i += 5) {
      String name = text(bytes, offsets[i + 1], offsets[i + 2]);
      checkId(offsets[i], name);
      parts.add(name);
      parts.add(text(bytes, offsets[i + 3], offsets[i + 4]));
    }
    return List.of(text(bytes, 0, length), escape(String.join("|", parts)));
  }

  private static void checkId(int id, String name) {
    if (id == 0) {
      return;
    }
    String known = HeaderNames.LIST.get((Math.abs(id) & 0xffff) - 1);
    boolean same =
        id < 0
            ? known.equalsIgnoreCase(name)
            : (id & HeaderNames.LOWER_CASE) != 0
                ? known.toLowerCase(java.util.Locale.ROOT).equals(name)
                : known.equals(name);
    if (!same) {
      throw new AssertionError(id + " is not " + name);
    }
  }

  /** Pieces of one body count as one. */
  private void body(String text) {
    String last = lines.isEmpty() ? "" : lines.getLast();
    if (last.startsWith("body [")) {
      lines.set(lines.size() - 1, last.substring(0, last.length() - 1) + escape(text) + "]");
    } else {
      lines.add("body [" + escape(text) + "]");
    }
  }

  private static byte[] bytes(ByteBuffer block, int length) {
    byte[] bytes = new byte[length];
    block.get(bytes);
    block.position((block.position() + 3) & ~3);
    return bytes;
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\r' -> escaped.append("\\r");
        case '\n' -> escaped.append("\\n");
        case '\t' -> escaped.append("\\t");
        case '\\' -> escaped.append("\\\\");
        default -> {
          if (c < ' ' || c >= 0x7f) {
            escaped.append("\\x%02x".formatted((int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char kind = text.charAt(++i);
      switch (kind) {
        case 'r' -> plain.append('\r');
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'x' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> plain.append(kind);
      }
    }
    return plain.toString();
  }
}
