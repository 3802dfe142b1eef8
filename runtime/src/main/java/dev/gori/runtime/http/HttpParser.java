package dev.gori.runtime.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An incremental HTTP/1 parser. It takes bytes in pieces of any size and reports events to an
 * {@link HttpEvents}, with offsets instead of strings. What it accepts, what it rejects, and with
 * which code, is llhttp's, as Node uses it.
 *
 * <p>How it works: a state machine over the input. The bytes of a message head are kept together,
 * because the events refer to them: when the input ends inside a head, the part that was seen is
 * saved and put in front of the next input, and the machine goes on where it stopped (no byte is
 * looked at twice). Bodies pass through untouched.
 *
 * <p>Loop thread only.
 */
public final class HttpParser {
  // Bits of a HEAD event's flags; internal/http/parser.js has the same.
  static final int KEEP_ALIVE = 1;
  static final int IS_UPGRADE = 1 << 1;
  static final int CHUNKED = 1 << 2;
  static final int CONTENT_LENGTH = 1 << 3;
  static final int HAS_BODY = 1 << 4;
  static final int HAS_HOST = 1 << 5;
  static final int HAS_EXPECT = 1 << 6;
  static final int CONNECTION_CLOSE = 1 << 7;
  static final int CONNECTION_KEEP_ALIVE = 1 << 8;
  static final int TRANSFER_ENCODING = 1 << 9;
  static final int IS_COMPLETE = 1 << 10;
  static final int CONNECTION_UPGRADE = 1 << 11;
  static final int HAS_UPGRADE = 1 << 12;

  /** Ints a header takes in {@link #fields}. */
  private static final int FIELD = 5;

  private static final int MAX_CHUNK_EXTENSIONS = 16 * 1024;

  private enum State {
    START,
    METHOD,
    URL,
    SPACES_BEFORE_PROTOCOL,
    PROTOCOL,
    MAJOR,
    DOT,
    MINOR,
    REQUEST_LINE_END,
    REQUEST_LINE_LF,
    STATUS_SPACE,
    STATUS_CODE,
    REASON_START,
    REASON,
    REASON_LF,
    FIRST_FIELD_START,
    FIELD_START,
    FIELD_NAME,
    COLON,
    VALUE_START,
    VALUE,
    VALUE_LF,
    LINE_DONE,
    HEAD_LF,
    BODY,
    BODY_UNTIL_EOF,
    CHUNK_SIZE_START,
    CHUNK_SIZE,
    CHUNK_SIZE_LF,
    EXTENSION_START,
    EXTENSION_NAME,
    EXTENSION_VALUE_START,
    EXTENSION_VALUE,
    EXTENSION_QUOTED,
    EXTENSION_ESCAPE,
    EXTENSION_QUOTE_END,
    CHUNK_DATA,
    CHUNK_DATA_CR,
    CHUNK_DATA_LF,
    UPGRADE,
    CLOSED,
    FAILED
  }

  /** Parts of a request target. */
  private enum UrlPart {
    START,
    SCHEME,
    SCHEME_SLASH,
    SCHEME_SLASH_SLASH,
    AUTHORITY_START,
    AUTHORITY,
    PATH,
    QUERY,
    FRAGMENT
  }

  /** The length of {@code HTTP/1.1} and the line's end. */
  private static final int VERSION_LINE = 10;

  private static final byte[] PROTOCOL_NAME = {'H', 'T', 'T', 'P', '/'};

  private static final byte[] NOTHING = {};

  private final boolean request;
  private final int maxHeaderSize;
  private final int lenient;
  private final boolean inlineBody;

  private State state = State.START;
  private UrlPart urlPart = UrlPart.START;
  private @Nullable HttpError error;

  /** Everything seen of the unfinished head; {@code pendingLength} bytes of it count. */
  private byte[] pending = NOTHING;

  private int pendingLength;

  /**
   * The shared working copy of the head and what follows, during a call; index 0 is the first saved
   * byte.
   */
  private byte[] buffer = NOTHING;

  /**
   * Where in {@link #buffer} the input begins, and the head of the current message (or its
   * trailers).
   */
  private int inputStart;

  private int head;

  /** Where the current span begins, relative to {@link #head}. */
  private int mark;

  private int matched;
  private int flags;
  private int method;
  private int status;
  private int major;
  private int minor;
  private int textOffset;
  private int textLength;
  private int[] fields = new int[8 * FIELD];
  private int fieldInts;
  private int nameOffset;
  private int nameLength;

  /** What {@link HeaderNames} knows of the name. */
  private int nameId;

  private int valueOffset;
  private int valueEnd;
  private int headerBytes;
  private int extensionBytes;
  private long remaining;
  private boolean trailing;
  private boolean skipBody;
  private boolean responseToConnect;
  private boolean responseToHead;
  private long messageStart;
  private boolean headReceived;

  /**
   * @param maxHeaderSize limit of the bytes of URL, names and values of one head
   * @param lenient {@link Leniency} flags
   * @param inlineBody whether body events carry the bytes
   */
  public HttpParser(ParserType type, int maxHeaderSize, int lenient, boolean inlineBody) {
    this.request = type == ParserType.REQUEST;
    this.maxHeaderSize = maxHeaderSize;
    this.lenient = lenient;
    this.inlineBody = inlineBody;
  }

  /**
   * Tells a response parser which request the next response answers: HEAD and CONNECT change what
   * follows the head.
   */
  public void expectResponseTo(String requestMethod) {
    responseToHead = requestMethod.equals("HEAD");
    responseToConnect = requestMethod.equals("CONNECT");
  }

  /** The error that stopped this parser. */
  public @Nullable HttpError error() {
    return error;
  }

  /**
   * When the unfinished message began (the clock value given to {@link #execute}), or 0 between
   * messages.
   */
  public long messageStart() {
    return messageStart;
  }

  /** Counts the time before the first message as part of it. */
  public void startClock(long now) {
    messageStart = now;
  }

  /** Whether the unfinished message's head is complete. */
  public boolean isHeadReceived() {
    return headReceived;
  }

  /** Whether it takes no more input: it has failed, or waits at an upgrade. */
  public boolean isStopped() {
    return state == State.UPGRADE || state == State.FAILED;
  }

  /**
   * Whether this parser waits for {@link #resume}, or belongs to a connection that was taken over.
   */
  public boolean isUpgrading() {
    return state == State.UPGRADE;
  }

  /**
   * Parses the bytes between the buffer's position and limit; they are copied where needed.
   *
   * @param now the loop's clock in milliseconds
   * @return how many bytes were used: less than given only before an upgrade or an error
   */
  public int execute(ByteBuffer input, HttpEvents events, long now) {
    int from = input.position();
    int length = input.remaining();
    int done = 0;
    if (pendingLength == 0 && isInBody()) {
      done = passBody(input, length, events);
      if (done == length) {
        return done;
      }
    }
    inputStart = pendingLength - done;
    int to = pendingLength + length - done;
    buffer = events.workspace(to);
    System.arraycopy(pending, 0, buffer, 0, pendingLength);
    input.get(from + done, buffer, pendingLength, length - done);
    int start = pendingLength;
    head = 0;
    pendingLength = 0;
    int end = run(start, to, events, now);
    if (end == to && isInHead()) {
      save(to);
    } else if (state == State.START || state == State.CLOSED) {
      // An idle connection keeps little memory.
      pending = pending.length > 4096 ? NOTHING : pending;
    }
    buffer = NOTHING;
    return end - inputStart;
  }

  /**
   * The peer has finished: completes a body that lasts until the end, or fails inside a message.
   */
  public void finish(HttpEvents events) {
    switch (state) {
      case START, CLOSED, UPGRADE, FAILED -> {}
      case BODY_UNTIL_EOF -> {
        endMessage();
        events.event(HttpEvents.COMPLETE);
      }
      default -> {
        inputStart = 0;
        fail(events, "HPE_INVALID_EOF_STATE", "Invalid EOF state", 0);
      }
    }
  }

  /**
   * Answers an upgrade event with no: the message goes on as an ordinary one. The input that was
   * not used is to be given to {@link #execute} again.
   */
  public void resume(HttpEvents events) {
    if (state != State.UPGRADE) {
      throw new IllegalStateException("not at an upgrade");
    }
    inputStart = 0;
    enterBody(events, 0, true);
  }

  private boolean isInBody() {
    return switch (state) {
      case BODY, BODY_UNTIL_EOF, CHUNK_DATA -> true;
      default -> false;
    };
  }

  private boolean isInHead() {
    return state.compareTo(State.METHOD) >= 0 && state.compareTo(State.HEAD_LF) <= 0;
  }

  /** Keeps the unfinished head for the next input. */
  private void save(int to) {
    int length = to - head;
    if (pending.length < length) {
      pending = new byte[Math.max(256, length * 2)];
    }
    System.arraycopy(buffer, head, pending, 0, length);
    pendingLength = length;
  }

  /** Passes on body bytes without copying them into the working buffer. */
  private int passBody(ByteBuffer input, int length, HttpEvents events) {
    int size = bodyLength(length);
    if (size > 0) {
      if (inlineBody) {
        events.bodyData(input, input.position(), size);
      } else {
        events.body(0, size);
      }
      afterBody(size, events);
    }
    return size;
  }

  private int bodyLength(int available) {
    return state == State.BODY_UNTIL_EOF || Long.compareUnsigned(remaining, available) >= 0
        ? available
        : (int) remaining;
  }

  private void afterBody(int size, HttpEvents events) {
    if (state == State.BODY_UNTIL_EOF) {
      return;
    }
    remaining -= size;
    if (remaining == 0) {
      if (state == State.CHUNK_DATA) {
        state = State.CHUNK_DATA_CR;
      } else {
        endMessage();
        events.event(HttpEvents.COMPLETE);
      }
    }
  }

  private boolean allows(int flag) {
    return (lenient & flag) != 0;
  }

  private int fail(HttpEvents events, String code, String reason, int at) {
    state = State.FAILED;
    HttpError failure = new HttpError(code, reason, at - inputStart);
    error = failure;
    events.event(HttpEvents.ERROR, failure.position());
    return at;
  }

  private int overflow(HttpEvents events, int at) {
    return fail(events, "HPE_HEADER_OVERFLOW", "Header overflow", at);
  }

  /** Runs the machine over {@code buffer[i, to)}; returns where it stopped. */
  private int run(int from, int to, HttpEvents events, long now) {
    byte[] b = buffer;
    int i = from;
    while (i < to) {
      int c = b[i] & 0xff;
      switch (state) {
        case START -> {
          if (c == '\r' || c == '\n') {
            i++;
          } else {
            beginMessage(i, now);
          }
        }
        case METHOD -> {
          int end = i;
          while (end < to && b[end] != ' ' && end - head <= HttpMethods.LONGEST) {
            end++;
          }
          int id = end < to && b[end] == ' ' ? HttpMethods.lookup(b, head, end) : -1;
          if (id >= 0) {
            method = id;
            i = end + 1;
            urlPart = id == HttpMethods.CONNECT ? UrlPart.AUTHORITY_START : UrlPart.START;
            mark = -1;
            state = State.URL;
          } else {
            int prefix = HttpMethods.longestPrefix(b, head, end);
            if (head + prefix < to) {
              boolean whole = HttpMethods.lookup(b, head, head + prefix) >= 0;
              String reason = whole ? "Expected space after method" : "Invalid method encountered";
              return fail(events, "HPE_INVALID_METHOD", reason, head + prefix);
            }
            i = to;
          }
        }
        case URL -> {
          if (mark < 0) {
            if (c == ' ') {
              i++;
              continue;
            }
            mark = i - head;
          }
          i = runUrl(i, to, events);
          if (state == State.FAILED) {
            return i;
          }
        }
        case SPACES_BEFORE_PROTOCOL -> {
          if (c == ' ') {
            i++;
          } else if (isVersionLine(i, to)) {
            major = 1;
            minor = b[i + 7] - '0';
            i += VERSION_LINE;
            state = State.FIRST_FIELD_START;
          } else {
            matched = 0;
            state = State.PROTOCOL;
          }
        }
        case PROTOCOL -> {
          if (c != PROTOCOL_NAME[matched]) {
            return fail(events, "HPE_INVALID_CONSTANT", "Expected HTTP/, RTSP/ or ICE/", i);
          }
          i++;
          if (++matched == PROTOCOL_NAME.length) {
            state = State.MAJOR;
          }
        }
        case MAJOR -> {
          if (c < '0' || c > '9') {
            return fail(events, "HPE_INVALID_VERSION", "Invalid major version", i);
          }
          major = c - '0';
          i++;
          state = State.DOT;
        }
        case DOT -> {
          if (c != '.') {
            return fail(events, "HPE_INVALID_VERSION", "Expected dot", i);
          }
          i++;
          state = State.MINOR;
        }
        case MINOR -> {
          if (c < '0' || c > '9') {
            return fail(events, "HPE_INVALID_VERSION", "Invalid minor version", i);
          }
          minor = c - '0';
          i++;
          if (!isKnownVersion() && !allows(Leniency.VERSION)) {
            return fail(events, "HPE_INVALID_VERSION", "Invalid HTTP version", i);
          }
          state = request ? State.REQUEST_LINE_END : State.STATUS_SPACE;
        }
        case REQUEST_LINE_END -> {
          if (c == '\r') {
            i++;
            state = State.REQUEST_LINE_LF;
          } else if (c == '\n' && allows(Leniency.OPTIONAL_CR_BEFORE_LF)) {
            state = State.REQUEST_LINE_LF;
          } else {
            int at = c == '\n' ? i + 1 : i;
            return fail(events, "HPE_INVALID_VERSION", "Expected CRLF after version", at);
          }
        }
        case REQUEST_LINE_LF -> {
          if (c == '\n') {
            i++;
          } else if (!allows(Leniency.OPTIONAL_LF_AFTER_CR)) {
            return fail(events, "HPE_STRICT", "Expected CRLF after version", i);
          }
          state = State.FIRST_FIELD_START;
        }
        case STATUS_SPACE -> {
          if (c != ' ') {
            return fail(events, "HPE_INVALID_VERSION", "Expected space after version", i);
          }
          i++;
          status = 0;
          matched = 0;
          state = State.STATUS_CODE;
        }
        case STATUS_CODE -> {
          if (c < '0' || c > '9') {
            return fail(events, "HPE_INVALID_STATUS", "Invalid status code", i);
          }
          status = status * 10 + c - '0';
          i++;
          if (++matched == 3) {
            state = State.REASON_START;
          }
        }
        case REASON_START -> {
          if (c == ' ') {
            i++;
            mark = i - head;
            state = State.REASON;
          } else if (c == '\r' || c == '\n') {
            mark = i - head;
            state = State.REASON;
          } else {
            return fail(events, "HPE_INVALID_STATUS", "Invalid response status", i);
          }
        }
        case REASON -> {
          while (i < to && b[i] != '\r' && b[i] != '\n') {
            i++;
          }
          if (i == to) {
            continue;
          }
          textOffset = mark;
          textLength = i - head - mark;
          headerBytes += textLength;
          if (headerBytes >= maxHeaderSize) {
            return overflow(events, i);
          }
          if (b[i] == '\r') {
            i++;
          } else if (!allows(Leniency.OPTIONAL_CR_BEFORE_LF)) {
            return fail(
                events, "HPE_CR_EXPECTED", "Missing expected CR after response line", i + 1);
          }
          state = State.REASON_LF;
        }
        case REASON_LF -> {
          if (c == '\n') {
            i++;
          } else if (!allows(Leniency.OPTIONAL_LF_AFTER_CR)) {
            return fail(events, "HPE_STRICT", "Expected LF after CR", i);
          }
          state = State.FIRST_FIELD_START;
        }
        case FIRST_FIELD_START -> {
          if (c == ' ') {
            if (!allows(Leniency.HEADERS)) {
              return fail(
                  events, "HPE_UNEXPECTED_SPACE", "Unexpected space after start line", i + 1);
            }
            i++;
          }
          state = State.FIELD_START;
        }
        case FIELD_START -> {
          int next = wholeFields(i, to, events);
          if (state == State.FAILED) {
            return next;
          }
          if (next != i) {
            i = next;
            continue;
          }
          if (c == '\r') {
            i++;
            state = State.HEAD_LF;
          } else if (c == '\n') {
            if (!allows(Leniency.OPTIONAL_CR_BEFORE_LF)) {
              return fail(events, "HPE_INVALID_HEADER_TOKEN", "Invalid header field char", i + 1);
            }
            state = State.HEAD_LF;
          } else if (CharClass.TOKEN[c]) {
            mark = i - head;
            state = State.FIELD_NAME;
          } else {
            return fail(events, "HPE_INVALID_HEADER_TOKEN", "Invalid header token", i);
          }
        }
        case FIELD_NAME -> {
          while (i < to && CharClass.TOKEN[b[i] & 0xff]) {
            i++;
          }
          if (i == to) {
            continue;
          }
          nameOffset = mark;
          nameLength = i - head - mark;
          headerBytes += nameLength;
          if (headerBytes >= maxHeaderSize) {
            return overflow(events, i);
          }
          state = State.COLON;
        }
        case COLON -> {
          if (c == ':') {
            i++;
            mark = -1;
            if (!checkBodyFields(events, i)) {
              return i;
            }
            state = State.VALUE_START;
          } else {
            return fail(events, "HPE_INVALID_HEADER_TOKEN", "Invalid header token", i);
          }
        }
        case VALUE_START -> {
          if (c == ' ' || c == '\t') {
            i++;
          } else {
            mark = i - head;
            state = State.VALUE;
          }
        }
        case VALUE -> {
          boolean[] allowed = CharClass.FIELD_VALUE;
          while (i < to && allowed[b[i] & 0xff]) {
            i++;
          }
          if (i == to) {
            continue;
          }
          c = b[i];
          if (c == '\r' || c == '\n') {
            valueOffset = mark;
            valueEnd = i - head;
            headerBytes += valueEnd - mark;
            if (headerBytes >= maxHeaderSize) {
              return overflow(events, i + 1);
            }
            if (c == '\r') {
              i++;
            } else if (!allows(Leniency.OPTIONAL_CR_BEFORE_LF)) {
              return mark == i - head
                  ? fail(events, "HPE_INVALID_HEADER_TOKEN", "Invalid header value char", i + 1)
                  : fail(events, "HPE_CR_EXPECTED", "Missing expected CR after header value", i);
            }
            state = State.VALUE_LF;
          } else if (allows(Leniency.HEADERS) && c != 0) {
            i++;
          } else {
            return fail(events, "HPE_INVALID_HEADER_TOKEN", "Invalid header value char", i);
          }
        }
        case VALUE_LF -> {
          if (c == '\n') {
            i++;
          } else if (valueOffset != valueEnd || !allows(Leniency.OPTIONAL_LF_AFTER_CR)) {
            return valueOffset == valueEnd
                ? fail(events, "HPE_STRICT", "Expected LF after CR", i)
                : fail(events, "HPE_LF_EXPECTED", "Missing expected LF after header value", i);
          }
          state = State.LINE_DONE;
        }
        case LINE_DONE -> {
          if (c == ' ' || c == '\t') {
            if (!allows(Leniency.HEADERS)) {
              return fail(
                  events,
                  "HPE_INVALID_HEADER_TOKEN",
                  "Unexpected whitespace after header value",
                  i);
            }
            // A folded line: its value goes on without the line end, over which its beginning
            // moves.
            int length = valueEnd - valueOffset;
            System.arraycopy(b, head + valueOffset, b, i - length, length);
            headerBytes -= length;
            mark = i - length - head;
            i++;
            state = State.VALUE;
          } else {
            state = State.FIELD_START;
            if (!endField(events)) {
              return i;
            }
          }
        }
        case HEAD_LF -> {
          if (c == '\n') {
            i++;
          } else if (!allows(Leniency.OPTIONAL_LF_AFTER_CR)) {
            return fail(events, "HPE_STRICT", "Expected LF after headers", i);
          }
          if (trailing) {
            endTrailers(i, events);
          } else {
            endHead(i, events);
            if (state == State.UPGRADE || state == State.FAILED) {
              return i;
            }
          }
        }
        case BODY, BODY_UNTIL_EOF, CHUNK_DATA -> {
          int size = bodyLength(to - i);
          if (inlineBody) {
            events.bodyData(b, i, size);
          } else {
            events.body(i - inputStart, size);
          }
          i += size;
          afterBody(size, events);
        }
        case CHUNK_SIZE_START -> {
          remaining = CharClass.hex(c);
          if (remaining < 0) {
            return fail(events, "HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size", i);
          }
          i++;
          extensionBytes = 0;
          state = State.CHUNK_SIZE;
        }
        case CHUNK_SIZE -> {
          int digit = CharClass.hex(c);
          if (digit >= 0) {
            i++;
            if (remaining >>> 60 != 0) {
              return fail(events, "HPE_INVALID_CHUNK_SIZE", "Chunk size overflow", i);
            }
            remaining = (remaining << 4) + digit;
          } else if (c == '\r') {
            i++;
            state = State.CHUNK_SIZE_LF;
          } else if (c == ';') {
            i++;
            state = State.EXTENSION_START;
          } else if (c == '\n') {
            if (!allows(Leniency.OPTIONAL_CR_BEFORE_LF)) {
              return fail(events, "HPE_CR_EXPECTED", "Missing expected CR after chunk size", i + 1);
            }
            state = State.CHUNK_SIZE_LF;
          } else if (c == ' ') {
            i++;
            if (!allows(Leniency.SPACES_AFTER_CHUNK_SIZE)) {
              return fail(events, "HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size", i);
            }
          } else {
            return fail(events, "HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size", i);
          }
        }
        case CHUNK_SIZE_LF -> {
          if (c == '\n') {
            i++;
          } else if (!allows(Leniency.OPTIONAL_LF_AFTER_CR)) {
            return fail(events, "HPE_STRICT", "Expected LF after chunk size", i);
          }
          if (remaining == 0) {
            trailing = true;
            fieldInts = 0;
            headerBytes = 0;
            head = i;
            state = State.FIELD_START;
          } else {
            state = State.CHUNK_DATA;
          }
        }
        case EXTENSION_START,
            EXTENSION_NAME,
            EXTENSION_VALUE_START,
            EXTENSION_VALUE,
            EXTENSION_QUOTED,
            EXTENSION_ESCAPE,
            EXTENSION_QUOTE_END -> {
          i = runExtension(c, i, events);
          if (state == State.FAILED) {
            return i;
          }
        }
        case CHUNK_DATA_CR -> {
          if (c == '\r') {
            i++;
            state = State.CHUNK_DATA_LF;
          } else if (c == '\n') {
            if (!allows(Leniency.OPTIONAL_CR_BEFORE_LF)) {
              return fail(events, "HPE_CR_EXPECTED", "Missing expected CR after chunk data", i + 1);
            }
            state = State.CHUNK_DATA_LF;
          } else if (allows(Leniency.OPTIONAL_CRLF_AFTER_CHUNK)) {
            state = State.CHUNK_SIZE_START;
          } else {
            return fail(events, "HPE_STRICT", "Expected LF after chunk data", i);
          }
        }
        case CHUNK_DATA_LF -> {
          if (c == '\n') {
            i++;
          } else if (!allows(Leniency.OPTIONAL_LF_AFTER_CR)) {
            return fail(events, "HPE_STRICT", "Expected LF after chunk data", i);
          }
          state = State.CHUNK_SIZE_START;
        }
        case CLOSED -> {
          i++;
          if (c != '\r' && c != '\n' && !allows(Leniency.DATA_AFTER_CLOSE)) {
            return fail(events, "HPE_CLOSED_CONNECTION", "Data after `Connection: close`", i);
          }
        }
        case UPGRADE -> {
          return i;
        }
        case FAILED -> {
          events.event(HttpEvents.ERROR, 0);
          return i;
        }
      }
    }
    if (isInHead() && isSpanOpen() && headerBytes + to - head - mark >= maxHeaderSize) {
      return overflow(events, to);
    }
    return to;
  }

  /** Whether the rest of the request line is that of HTTP/1.1 or 1.0, as always. */
  private boolean isVersionLine(int at, int to) {
    byte[] b = buffer;
    return at + VERSION_LINE <= to
        && b[at] == 'H'
        && b[at + 1] == 'T'
        && b[at + 2] == 'T'
        && b[at + 3] == 'P'
        && b[at + 4] == '/'
        && b[at + 5] == '1'
        && b[at + 6] == '.'
        && (b[at + 7] == '1' || b[at + 7] == '0')
        && b[at + 8] == '\r'
        && b[at + 9] == '\n';
  }

  private boolean isSpanOpen() {
    return switch (state) {
      case URL -> mark >= 0;
      case REASON, FIELD_NAME, VALUE -> true;
      default -> false;
    };
  }

  private boolean isKnownVersion() {
    return (major == 1 && minor <= 1) || (major == 2 && minor == 0) || (major == 0 && minor == 9);
  }

  private void beginMessage(int at, long now) {
    head = at;
    mark = 0;
    flags = 0;
    fieldInts = 0;
    headerBytes = 0;
    remaining = 0;
    matched = 0;
    textOffset = 0;
    textLength = 0;
    trailing = false;
    skipBody = false;
    headReceived = false;
    if (messageStart == 0) {
      messageStart = now;
    }
    state = request ? State.METHOD : State.PROTOCOL;
  }

  private void endMessage() {
    messageStart = 0;
    headReceived = false;
    trailing = false;
    state = keepsAlive() || allows(Leniency.KEEP_ALIVE) ? State.START : State.CLOSED;
  }

  private int invalidUrl(HttpEvents events, String reason, int at) {
    return fail(events, "HPE_INVALID_URL", reason, at);
  }

  /** Scans the request target; on its end sets the next state. */
  private int runUrl(int from, int to, HttpEvents events) {
    byte[] b = buffer;
    int i = from;
    while (i < to) {
      if (urlPart.compareTo(UrlPart.PATH) >= 0) {
        while (i < to && CharClass.URL[b[i] & 0xff]) {
          i++;
        }
        if (i == to) {
          return i;
        }
      }
      int c = b[i] & 0xff;
      if (c == ' ' || c == '\r' || c == '\n') {
        return endUrl(c, i, events);
      }
      switch (urlPart) {
        case START -> {
          if (c == '/' || c == '*') {
            urlPart = UrlPart.PATH;
          } else if (CharClass.isLetter(c)) {
            urlPart = UrlPart.SCHEME;
          } else {
            return invalidUrl(events, "Unexpected start char in url", i);
          }
        }
        case SCHEME -> {
          if (c == ':') {
            urlPart = UrlPart.SCHEME_SLASH;
          } else if (!CharClass.isLetter(c)) {
            return invalidUrl(events, "Unexpected char in url schema", i);
          }
        }
        case SCHEME_SLASH -> {
          if (c != '/') {
            return invalidUrl(events, "Unexpected char in url schema", i);
          }
          urlPart = UrlPart.SCHEME_SLASH_SLASH;
        }
        case SCHEME_SLASH_SLASH -> {
          if (c != '/') {
            return invalidUrl(events, "Unexpected char in url schema", i);
          }
          urlPart = UrlPart.AUTHORITY_START;
        }
        case AUTHORITY_START, AUTHORITY -> {
          if (c == '/') {
            urlPart = UrlPart.PATH;
          } else if (c == '?') {
            urlPart = UrlPart.QUERY;
          } else if (CharClass.AUTHORITY[c]) {
            urlPart = UrlPart.AUTHORITY;
          } else {
            return invalidUrl(events, "Unexpected char in url server", i);
          }
        }
        case PATH -> {
          if (c == '?') {
            urlPart = UrlPart.QUERY;
          } else if (c == '#') {
            urlPart = UrlPart.FRAGMENT;
          } else {
            return invalidUrl(events, "Invalid char in url path", i);
          }
        }
        case QUERY -> {
          if (c == '#') {
            urlPart = UrlPart.FRAGMENT;
          } else if (c != '?') {
            return invalidUrl(events, "Invalid char in url query", i);
          }
        }
        case FRAGMENT -> {
          if (c != '?' && c != '#') {
            return invalidUrl(events, "Invalid char in url fragment", i);
          }
        }
      }
      i++;
    }
    return i;
  }

  private int endUrl(int c, int at, HttpEvents events) {
    switch (urlPart) {
      case START, SCHEME, SCHEME_SLASH, SCHEME_SLASH_SLASH, AUTHORITY_START -> {
        return invalidUrl(events, "Invalid characters in url", at + 1);
      }
      default -> {}
    }
    textOffset = mark;
    textLength = at - head - mark;
    headerBytes += textLength;
    if (headerBytes >= maxHeaderSize) {
      return overflow(events, at);
    }
    if (c == ' ') {
      state = State.SPACES_BEFORE_PROTOCOL;
      return at + 1;
    }
    major = 0;
    minor = 9;
    state = State.REQUEST_LINE_END;
    return at;
  }

  /**
   * Takes header lines that are there to their end and have nothing odd, which is nearly all of
   * them, at one go. Whatever else there is, is left to the machine.
   */
  private int wholeFields(int from, int to, HttpEvents events) {
    byte[] b = buffer;
    int start = from;
    while (true) {
      int colon = start;
      while (colon < to && CharClass.TOKEN[b[colon] & 0xff]) {
        colon++;
      }
      if (colon == start || colon == to || b[colon] != ':') {
        return start;
      }
      int value = colon + 1;
      while (value < to && (b[value] == ' ' || b[value] == '\t')) {
        value++;
      }
      int end = value;
      while (end < to && CharClass.FIELD_VALUE[b[end] & 0xff]) {
        end++;
      }
      int size = headerBytes + colon - start + end - value;
      if (end + 2 >= to
          || b[end] != '\r'
          || b[end + 1] != '\n'
          || b[end + 2] == ' '
          || b[end + 2] == '\t'
          || size >= maxHeaderSize) {
        return start;
      }
      headerBytes = size;
      nameOffset = start - head;
      nameLength = colon - start;
      if (!checkBodyFields(events, colon + 1)) {
        return colon + 1;
      }
      valueOffset = value - head;
      valueEnd = end - head;
      start = end + 2;
      if (!endField(events)) {
        return start;
      }
    }
  }

  /**
   * A length beside a transfer encoding is refused as soon as the second of the two names is seen.
   */
  private boolean checkBodyFields(HttpEvents events, int at) {
    nameId = HeaderNames.lookup(buffer, head + nameOffset, nameLength);
    int id = Math.abs(nameId) & 0xffff;
    if (id == HeaderNames.CONTENT_LENGTH
        && (flags & TRANSFER_ENCODING) != 0
        && !allows(Leniency.CHUNKED_LENGTH)) {
      fail(
          events,
          "HPE_INVALID_CONTENT_LENGTH",
          "Content-Length can't be present with Transfer-Encoding",
          at);
      return false;
    }
    if (id == HeaderNames.TRANSFER_ENCODING
        && (flags & CONTENT_LENGTH) != 0
        && !allows(Leniency.CHUNKED_LENGTH)) {
      fail(
          events,
          "HPE_INVALID_TRANSFER_ENCODING",
          "Transfer-Encoding can't be present with Content-Length",
          at);
      return false;
    }
    return true;
  }

  /** Records a complete header line; false when its value is refused. */
  private boolean endField(HttpEvents events) {
    byte[] b = buffer;
    int end = valueEnd;
    while (end > valueOffset && (b[head + end - 1] == ' ' || b[head + end - 1] == '\t')) {
      end--;
    }
    int found = nameId;
    if (fieldInts + FIELD > fields.length) {
      fields = Arrays.copyOf(fields, fields.length * 2);
    }
    fields[fieldInts] = found;
    fields[fieldInts + 1] = nameOffset;
    fields[fieldInts + 2] = nameLength;
    fields[fieldInts + 3] = valueOffset;
    fields[fieldInts + 4] = end - valueOffset;
    fieldInts += FIELD;
    int from = head + valueOffset;
    int to = head + end;
    switch (Math.abs(found) & 0xffff) {
      case HeaderNames.HOST -> flags |= HAS_HOST;
      case HeaderNames.EXPECT -> flags |= HAS_EXPECT;
      case HeaderNames.UPGRADE -> flags |= HAS_UPGRADE;
      case HeaderNames.CONNECTION, HeaderNames.PROXY_CONNECTION -> connectionField(from, to);
      case HeaderNames.CONTENT_LENGTH -> {
        return contentLengthField(from, to, events);
      }
      case HeaderNames.TRANSFER_ENCODING -> {
        return transferEncodingField(from, to, events);
      }
      default -> {}
    }
    return true;
  }

  private void connectionField(int from, int to) {
    int start = from;
    while (start < to) {
      int end = tokenEnd(start, to);
      if (isToken(start, end, "close")) {
        flags |= CONNECTION_CLOSE;
      } else if (isToken(start, end, "keep-alive")) {
        flags |= CONNECTION_KEEP_ALIVE;
      } else if (isToken(start, end, "upgrade")) {
        flags |= CONNECTION_UPGRADE;
      }
      start = end + 1;
    }
  }

  private int tokenEnd(int from, int to) {
    int end = from;
    while (end < to && buffer[end] != ',') {
      end++;
    }
    return end;
  }

  /**
   * Whether {@code buffer[from, to)} is the lower-case text, ignoring case and spaces around it.
   */
  private boolean isToken(int from, int to, String text) {
    int start = from;
    int end = to;
    while (start < end && buffer[start] == ' ') {
      start++;
    }
    while (start < end && (buffer[end - 1] == ' ' || buffer[end - 1] == '\t')) {
      end--;
    }
    if (end - start != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      int c = buffer[start + i];
      int lower = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
      if (lower != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean contentLengthField(int from, int to, HttpEvents events) {
    String code = "HPE_INVALID_CONTENT_LENGTH";
    if (from == to) {
      fail(events, code, "Empty Content-Length", to + 1);
      return false;
    }
    if ((flags & CONTENT_LENGTH) != 0) {
      fail(events, "HPE_UNEXPECTED_CONTENT_LENGTH", "Duplicate Content-Length", from);
      return false;
    }
    long length = 0;
    for (int i = from; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        fail(events, code, "Invalid character in Content-Length", i);
        return false;
      }
      if (Long.compareUnsigned(length, Long.divideUnsigned(-1L - digit, 10)) > 0) {
        fail(events, code, "Content-Length overflow", i + 1);
        return false;
      }
      length = length * 10 + digit;
    }
    flags |= CONTENT_LENGTH;
    remaining = length;
    return true;
  }

  private boolean transferEncodingField(int from, int to, HttpEvents events) {
    if (from == to) {
      return true;
    }
    String reason = "Invalid `Transfer-Encoding` header value";
    boolean strict = request && !allows(Leniency.TRANSFER_ENCODING);
    if ((flags & CHUNKED) != 0 && strict) {
      fail(events, "HPE_INVALID_TRANSFER_ENCODING", reason, from + 1);
      return false;
    }
    flags |= TRANSFER_ENCODING;
    flags &= ~CHUNKED;
    int start = from;
    while (start < to) {
      int end = tokenEnd(start, to);
      boolean chunked = isToken(start, end, "chunked");
      if (chunked && end < to && strict) {
        fail(events, "HPE_INVALID_TRANSFER_ENCODING", reason, end + 1);
        return false;
      }
      flags = chunked ? flags | CHUNKED : flags & ~CHUNKED;
      start = end + 1;
    }
    return true;
  }

  /** What follows the head. */
  private enum Body {
    NONE,
    LENGTH,
    CHUNKS,
    UNTIL_EOF,
    REFUSED
  }

  private Body body() {
    if (skipBody || isBodiless()) {
      return Body.NONE;
    }
    if ((flags & CHUNKED) != 0) {
      return Body.CHUNKS;
    }
    if ((flags & TRANSFER_ENCODING) != 0) {
      boolean refused =
          request && !allows(Leniency.CHUNKED_LENGTH) && !allows(Leniency.TRANSFER_ENCODING);
      return refused ? Body.REFUSED : Body.UNTIL_EOF;
    }
    if ((flags & CONTENT_LENGTH) != 0) {
      return remaining == 0 ? Body.NONE : Body.LENGTH;
    }
    return needsEof() ? Body.UNTIL_EOF : Body.NONE;
  }

  /** Responses that never have a body, whatever their headers say. */
  private boolean isBodiless() {
    return !request && (status / 100 == 1 || status == 204 || status == 304);
  }

  private boolean needsEof() {
    if (request || skipBody || isBodiless()) {
      return false;
    }
    if ((flags & TRANSFER_ENCODING) != 0 && (flags & CHUNKED) == 0) {
      return true;
    }
    return (flags & (CHUNKED | CONTENT_LENGTH)) == 0;
  }

  private boolean keepsAlive() {
    if (major > 0 && minor > 0) {
      if ((flags & CONNECTION_CLOSE) != 0) {
        return false;
      }
    } else if ((flags & CONNECTION_KEEP_ALIVE) == 0) {
      return false;
    }
    return !needsEof();
  }

  private boolean isUpgradeMessage() {
    if ((flags & HAS_UPGRADE) != 0 && (flags & CONNECTION_UPGRADE) != 0) {
      return request || status == 101;
    }
    return request && method == HttpMethods.CONNECT;
  }

  private void endHead(int at, HttpEvents events) {
    headReceived = true;
    boolean keepAlive = keepsAlive();
    boolean informational = !request && status / 100 == 1;
    skipBody = !request && responseToHead && !informational;
    boolean upgrade = isUpgradeMessage() || (!request && responseToConnect && !informational);
    Body body = body();
    int bits = flags | major << 16 | minor << 20;
    if (keepAlive) {
      bits |= KEEP_ALIVE;
    }
    if (upgrade) {
      bits |= IS_UPGRADE;
    } else if (body == Body.NONE) {
      bits |= IS_COMPLETE;
    } else if (body != Body.REFUSED) {
      bits |= HAS_BODY;
    }
    events.event(HttpEvents.HEAD, bits);
    events.putInt(request ? method : status);
    events.putInt(textOffset);
    events.putInt(textLength);
    putFields(at, events);
    headerBytes = 0;
    if (upgrade) {
      state = State.UPGRADE;
      events.event(HttpEvents.UPGRADE, at - inputStart);
    } else {
      enterBody(events, at, false);
    }
  }

  private void putFields(int at, HttpEvents events) {
    events.putInt(fieldInts / FIELD);
    events.putInt(at - head);
    events.putInts(fields, fieldInts);
    events.putBytes(buffer, head, at - head);
  }

  /**
   * Goes to the state that reads the body, and reports completion if there is none and {@code
   * report} says so.
   */
  private void enterBody(HttpEvents events, int at, boolean report) {
    switch (body()) {
      case NONE -> {
        endMessage();
        if (report) {
          events.event(HttpEvents.COMPLETE);
        }
      }
      case LENGTH -> state = State.BODY;
      case CHUNKS -> state = State.CHUNK_SIZE_START;
      case UNTIL_EOF -> state = State.BODY_UNTIL_EOF;
      case REFUSED ->
          fail(
              events,
              "HPE_INVALID_TRANSFER_ENCODING",
              "Request has invalid `Transfer-Encoding`",
              at);
    }
  }

  private void endTrailers(int at, HttpEvents events) {
    if (fieldInts > 0) {
      events.event(HttpEvents.TRAILERS);
      putFields(at, events);
    }
    endMessage();
    events.event(HttpEvents.COMPLETE);
  }

  /** One byte of a chunk extension. */
  private int runExtension(int c, int at, HttpEvents events) {
    if (++extensionBytes > MAX_CHUNK_EXTENSIONS) {
      return fail(events, "HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow", at);
    }
    switch (state) {
      case EXTENSION_START -> {
        if (!CharClass.TOKEN[c]) {
          int position = c == '\r' || c == ' ' ? at + 1 : at;
          return fail(events, "HPE_STRICT", "Invalid character in chunk extensions", position);
        }
        state = State.EXTENSION_NAME;
      }
      case EXTENSION_NAME -> {
        if (c == '=') {
          state = State.EXTENSION_VALUE_START;
        } else if (!CharClass.TOKEN[c]) {
          return endExtension(c, at, "name", events);
        }
      }
      case EXTENSION_VALUE_START, EXTENSION_VALUE -> {
        if (c == '"') {
          state = State.EXTENSION_QUOTED;
        } else if (CharClass.TOKEN[c]) {
          state = State.EXTENSION_VALUE;
        } else {
          return endExtension(c, at, "value", events);
        }
      }
      case EXTENSION_QUOTED -> {
        if (c == '"') {
          state = State.EXTENSION_QUOTE_END;
        } else if (c == '\\') {
          state = State.EXTENSION_ESCAPE;
        } else if (!CharClass.QUOTED[c]) {
          String reason = "Invalid character in chunk extensions quoted value";
          return fail(events, "HPE_STRICT", reason, at + 1);
        }
      }
      case EXTENSION_ESCAPE -> {
        if (c != '"' && c != '\\' && !CharClass.QUOTED[c]) {
          String reason = "Invalid quoted-pair in chunk extensions quoted value";
          return fail(events, "HPE_STRICT", reason, at);
        }
        state = State.EXTENSION_QUOTED;
      }
      case EXTENSION_QUOTE_END -> {
        return endExtension(c, at, "quote value", events);
      }
      default -> throw new IllegalStateException(state.name());
    }
    return at + 1;
  }

  /**
   * A byte that is not part of an extension's name or value: the next extension, the end of the
   * line, or an error.
   */
  private int endExtension(int c, int at, String part, HttpEvents events) {
    if (c == ';') {
      state = State.EXTENSION_START;
      return at + 1;
    }
    if (c == '\r') {
      state = State.CHUNK_SIZE_LF;
      return at + 1;
    }
    if (c == '\n') {
      if (allows(Leniency.OPTIONAL_CR_BEFORE_LF)) {
        state = State.CHUNK_SIZE_LF;
        return at;
      }
      String where = part.equals("quote value") ? "value" : part;
      String reason = "Missing expected CR after chunk extension " + where;
      return fail(events, "HPE_CR_EXPECTED", reason, at);
    }
    int position = part.equals("value") ? at + 1 : at;
    return fail(events, "HPE_STRICT", "Invalid character in chunk extensions " + part, position);
  }
}
