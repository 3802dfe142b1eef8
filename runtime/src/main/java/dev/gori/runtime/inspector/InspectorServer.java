package dev.gori.runtime.inspector;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What DevTools connects to: the list of targets over HTTP, and a WebSocket for each client, at
 * Node's addresses.
 *
 * <p>A thread accepts, and one reads from each client, so that a program can be inspected while it
 * is paused. A page in a browser must not reach it: the host that a request names is an address or
 * localhost, as in Node, and the socket's address holds a random number.
 *
 * @see <a href="https://nodejs.org/en/learn/getting-started/debugging">Node's debugging guide</a>
 */
final class InspectorServer implements AutoCloseable {
  private static final String PROTOCOL =
      "/META-INF/resources/webjars/devtools-protocol/0.0.1734725/package/json/js_protocol.json";

  private static final int MAX_HEAD = 16 * 1024;
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]|localhost6?)(:\\d+)?");

  /** A client that has connected. */
  interface Clients {
    /** Called on the client's thread; what it returns receives the messages. */
    Client connected(WebSocket socket);
  }

  /** Receives the messages of one client, on the client's thread. */
  interface Client {
    void message(String json);

    void disconnected();
  }

  private final ServerSocket server;
  private final String id = UUID.randomUUID().toString();
  private final String title;
  private final String url;
  private final String version;
  private final Clients clients;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /**
   * Listens.
   *
   * @param title of the target, as JSON
   * @param url of the target's main file, as JSON
   * @param version of Node
   * @throws IOException the address is in use
   */
  InspectorServer(
      InetSocketAddress address, String title, String url, String version, Clients clients)
      throws IOException {
    this.title = title;
    this.url = url;
    this.version = version;
    this.clients = clients;
    server = new ServerSocket();
    server.bind(address);
    Thread.ofPlatform().daemon().name("inspector").start(this::accept);
  }

  /** The address of the WebSocket. */
  String webSocketUrl() {
    return "ws://" + host(server.getInetAddress()) + ":" + server.getLocalPort() + "/" + id;
  }

  private static String host(InetAddress address) {
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofPlatform().daemon().name("inspector client").start(() -> serve(socket));
      } catch (IOException e) {
        // Closed, or a client that went before it was there.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
      socket.setTcpNoDelay(true);
      String[] lines = head(in).split("\r\n");
      String[] request = lines[0].split(" ");
      Map<String, String> headers = headers(lines);
      if (request.length != 3 || !ADDRESS.matcher(headers.getOrDefault("host", "")).matches()) {
        respond(out, "400 Bad Request", "text/plain", "WebSockets request was expected\r\n");
        return;
      }
      String path = request[1].replaceFirst("[?#].*", "");
      if ("websocket".equalsIgnoreCase(headers.get("upgrade")) && request[0].equals("GET")) {
        upgrade(in, out, path, headers);
      } else {
        list(out, path, headers.getOrDefault("host", ""));
      }
    } catch (IOException e) {
      // The client has gone.
    } finally {
      sockets.remove(socket);
    }
  }

  private static String head(DataInputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int end = 0;
    while (end < 4) {
      int b = in.readUnsignedByte();
      head.write(b);
      end = b == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : b == '\r' ? 1 : 0;
      if (head.size() > MAX_HEAD) {
        throw new IOException("a request without an end");
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> headers(String[] lines) {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private void upgrade(
      DataInputStream in, DataOutputStream out, String path, Map<String, String> headers)
      throws IOException {
    String key = headers.get("sec-websocket-key");
    // A browser's page names its origin; DevTools itself has none that is a web page.
    if (!path.equals("/" + id)
        || key == null
        || headers.getOrDefault("origin", "").startsWith("http")) {
      respond(out, "400 Bad Request", "text/plain", "WebSockets request was expected\r\n");
      return;
    }
    out.writeBytes(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + WebSocket.accept(key)
            + "\r\n\r\n");
    out.flush();
    WebSocket socket = new WebSocket(in, out);
    Client client = clients.connected(socket);
    try {
      for (String message; (message = socket.read()) != null; ) {
        client.message(message);
      }
    } finally {
      client.disconnected();
    }
  }

  private void list(DataOutputStream out, String path, String host) throws IOException {
    switch (path) {
      case "/json", "/json/list" -> {
        String socket = host + "/" + id;
        String frontend = "devtools://devtools/bundled/";
        String json =
            """
            [ {
              "description": "node.js instance",
              "devtoolsFrontendUrl": "%sjs_app.html?experiments=true&v8only=true&ws=%s",
              "devtoolsFrontendUrlCompat": "%sinspector.html?experiments=true&v8only=true&ws=%s",
              "faviconUrl": "https://nodejs.org/static/images/favicons/favicon.ico",
              "id": "%s",
              "title": %s,
              "type": "node",
              "url": %s,
              "webSocketDebuggerUrl": "ws://%s"
            } ]

            """
                .formatted(frontend, socket, frontend, socket, id, title, url, socket);
        respond(out, "200 OK", "application/json; charset=UTF-8", json);
      }
      case "/json/version" ->
          respond(
              out,
              "200 OK",
              "application/json; charset=UTF-8",
              """
              {
                "Browser": "node.js/v%s",
                "Protocol-Version": "1.1"
              }

              """
                  .formatted(version));
      case "/json/protocol" ->
          respond(out, "200 OK", "application/json; charset=UTF-8", protocol());
      default ->
          respond(out, "400 Bad Request", "text/plain", "WebSockets request was expected\r\n");
    }
  }

  private static String protocol() throws IOException {
    try (InputStream in = InspectorServer.class.getResourceAsStream(PROTOCOL)) {
      if (in == null) {
        throw new IOException("not on the class path: " + PROTOCOL);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void respond(DataOutputStream out, String status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: "
            + type
            + "\r\nCache-Control: no-cache\r\nConnection: close\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n");
    out.write(bytes);
    out.flush();
  }

  /** Stops listening and disconnects all. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
