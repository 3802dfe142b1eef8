package dev.gori.inspect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page that shows a loop, and its facts, on the loopback interface only. Every request
 * has to carry the token of the address that was printed; a Host or Origin other than the server's
 * own is refused, so that no page of another site can read it.
 *
 * <pre>
 * GET  /            the page; its files lie beside it
 * GET  /facts       all that is known, as JSON; ?alive=0: without asking the loop
 * GET  /events      what happened after ?after=N; waits for up to a second
 * POST /next        step mode: lets ?callbacks=N run, or all with ?callbacks=all
 * </pre>
 *
 * <p>Threads of its own, so that a blocked loop can still be seen.
 */
final class LoopPage {
  private static final String COOKIE = "gori-loop";
  private static final int TOKEN_BYTES = 16;
  private static final int THREADS = 4;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");
  private static final Set<String> FILES =
      Set.of(
          "index.html",
          "page.css",
          "units.js",
          "page.js",
          "ring.js",
          "timeline.js",
          "tables.js",
          "icon.svg");

  private final LoopInspector inspector;
  private final HttpServer server;
  private final ExecutorService threads;
  private final String token;
  private final EventLog log;

  private LoopPage(LoopInspector inspector, HttpServer server) {
    this.inspector = inspector;
    this.server = server;
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    token = HexFormat.of().formatHex(random);
    log = new EventLog();
    inspector.addListener(log::add);
    threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("gori loop page ", 1).factory());
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Starts to serve.
   *
   * @param port 0: any
   */
  static LoopPage serve(LoopInspector inspector, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    LoopPage page = new LoopPage(inspector, server);
    server.start();
    return page;
  }

  /** The address to open, with the token. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/?token=" + token;
  }

  void close() {
    log.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> query = query(exchange);
      if (!isOurs(exchange)) {
        refuse(exchange, "The Host or Origin of this request is not this server's.");
        return;
      }
      if (!hasToken(exchange, query)) {
        refuse(exchange, "Open the address that gori printed: it carries a token.");
        return;
      }
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      try {
        switch (path) {
          case "/facts" ->
              json(exchange, PageJson.facts(inspector, number(query, "alive", 1) == 1));
          case "/events" -> json(exchange, log.after(number(query, "after", -1)));
          case "/callback" ->
              json(exchange, PageJson.callback(inspector, number(query, "number", 0)));
          case "/next" -> next(exchange, method, query.getOrDefault("callbacks", "1"));
          default -> file(exchange, path.equals("/") ? "index.html" : path.substring(1));
        }
      } catch (InterruptedException e) {
        // The page is being closed.
        Thread.currentThread().interrupt();
      }
    }
  }

  private void next(HttpExchange exchange, String method, String callbacks) throws IOException {
    if (!method.equals("POST")) {
      send(exchange, 405, "text/plain", "POST is needed here.\n");
      return;
    }
    if (callbacks.equals("all")) {
      inspector.gate().open();
    } else {
      inspector.gate().next(Math.clamp((long) Integer.parseInt(callbacks), 1, 1_000_000));
    }
    send(exchange, 204, null, "");
  }

  private void file(HttpExchange exchange, String name) throws IOException {
    if (!FILES.contains(name)) {
      send(exchange, 404, "text/plain", "There is no such file.\n");
      return;
    }
    try (InputStream in = LoopPage.class.getResourceAsStream("web/" + name)) {
      if (in == null) {
        throw new IOException("a file of the page is missing: " + name);
      }
      exchange
          .getResponseHeaders()
          .set("Set-Cookie", COOKIE + port() + "=" + token + "; HttpOnly; SameSite=Strict; Path=/");
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      send(exchange, 200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private boolean isOurs(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    Set<String> own = Set.of("127.0.0.1:" + port(), "localhost:" + port());
    return host != null
        && own.contains(host)
        && (origin == null || (origin.startsWith("http://") && own.contains(origin.substring(7))));
  }

  private boolean hasToken(HttpExchange exchange, Map<String, String> query) {
    String given = query.get("token");
    if (given == null) {
      given = cookie(exchange);
    }
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable String cookie(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Cookie");
    if (header != null) {
      String prefix = COOKIE + port() + "=";
      for (String cookie : header.split(";")) {
        if (cookie.strip().startsWith(prefix)) {
          return cookie.strip().substring(prefix.length());
        }
      }
    }
    return null;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> values = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(
              pair.substring(0, equals),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return values;
  }

  private static long number(Map<String, String> query, String name, long otherwise) {
    String text = query.get(name);
    return text == null || !text.matches("\\d{1,15}") ? otherwise : Long.parseLong(text);
  }

  private static void refuse(HttpExchange exchange, String why) throws IOException {
    send(exchange, 403, "text/plain", why + "\n");
  }

  private static void json(HttpExchange exchange, String json) throws IOException {
    send(exchange, 200, "application/json; charset=utf-8", json);
  }

  private static void send(HttpExchange exchange, int status, @Nullable String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    if (type != null) {
      headers.set("Content-Type", type);
    }
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Content-Security-Policy",
        "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
