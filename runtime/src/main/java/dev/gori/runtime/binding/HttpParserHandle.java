package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.engine.HostArgs;
import dev.gori.runtime.Environment;
import dev.gori.runtime.http.HeaderNames;
import dev.gori.runtime.http.HttpError;
import dev.gori.runtime.http.HttpEvents;
import dev.gori.runtime.http.HttpMethods;
import dev.gori.runtime.http.HttpParser;
import dev.gori.runtime.http.ParserType;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP parser as JavaScript holds it; the other half is {@code internal/http/parser.js}. It is
 * fed by JavaScript ({@code execute}), or by the socket it is attached to.
 *
 * <p>Loop thread only.
 */
public final class HttpParserHandle {
  private static final int REQUEST = 1;

  private final HttpEvents events;
  private final HttpParser parser;

  private HttpParserHandle(HttpEvents events, HttpParser parser) {
    this.events = events;
    this.parser = parser;
  }

  /** Registers the functions of the {@code http_parser} binding. */
  public static void register(Binding b, Environment env) {
    // Two, for JavaScript may run, and feed a parser, while the events of an attached one are
    // copied to it.
    HttpEvents attached = new HttpEvents();
    HttpEvents events = new HttpEvents();
    b.function("methods", a -> HttpMethods.NAMES.toArray(String[]::new))
        .function("headerNames", a -> HeaderNames.LIST.toArray(String[]::new))
        .function("create", a -> create(env, attached, a))
        .function(
            "free",
            a -> {
              env.removeHandle(a.integer(0));
              return null;
            })
        .function(
            "execute",
            a -> {
              events.clear();
              of(env, a).parser.execute(a.bytes(1), events, Math.max(1, env.loop().now()));
              return block(events);
            })
        .function(
            "finish",
            a -> {
              events.clear();
              of(env, a).parser.finish(events);
              return block(events);
            })
        .function(
            "resume",
            a -> {
              events.clear();
              of(env, a).parser.resume(events);
              return block(events);
            })
        .function(
            "expectResponseTo",
            a -> {
              of(env, a).parser.expectResponseTo(a.string(1));
              return null;
            })
        .function("error", a -> describe(of(env, a).parser.error()))
        .function(
            "startClock",
            a -> {
              of(env, a).parser.startClock(Math.max(1, env.loop().now()));
              return null;
            })
        .function("isIdle", a -> of(env, a).parser.messageStart() == 0)
        .function(
            "isLate", a -> isLate(of(env, a).parser, env.loop().now(), a.number(1), a.number(2)));
  }

  private static HttpParserHandle of(Environment env, HostArgs a) {
    return (HttpParserHandle) env.handle(a.integer(0));
  }

  /**
   * Arguments: type, maximum size of the headers, leniency flags, whether bodies come with the
   * events.
   */
  private static int create(Environment env, HttpEvents events, HostArgs a) {
    ParserType type = a.integer(0) == REQUEST ? ParserType.REQUEST : ParserType.RESPONSE;
    HttpParser parser = new HttpParser(type, a.integer(1), a.integer(2), a.bool(3));
    return env.addHandle(new HttpParserHandle(events, parser), null);
  }

  private static @Nullable ByteBuffer block(HttpEvents events) {
    return events.isEmpty() ? null : events.block();
  }

  private static String[] describe(@Nullable HttpError error) {
    HttpError failure = Objects.requireNonNull(error, "the parser has not failed");
    return new String[] {failure.code(), failure.reason(), Integer.toString(failure.position())};
  }

  /**
   * Whether the head has been awaited longer than the first limit or the whole message longer than
   * the second; 0 is no limit.
   */
  private static boolean isLate(
      HttpParser parser, long now, double headLimit, double messageLimit) {
    long start = parser.messageStart();
    if (start == 0) {
      return false;
    }
    long age = now - start;
    return (messageLimit > 0 && age > messageLimit)
        || (headLimit > 0 && !parser.isHeadReceived() && age > headLimit);
  }

  /** Whether it takes no more input. */
  boolean isStopped() {
    return parser.isStopped();
  }

  HttpEvents events() {
    return events;
  }

  /**
   * Parses what the socket has read; the events are in {@link #events()} until the next call for
   * any socket.
   */
  int execute(ByteBuffer data, long now) {
    events.clear();
    return parser.execute(data, events, Math.max(1, now));
  }
}
