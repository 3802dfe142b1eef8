package dev.gori.inspect;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A headless Chromium with one page, driven through its DevTools protocol. It is Debian's,
 * installed when it is missing.
 */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final long TIMEOUT_SECONDS = 30;
  private static final long LOOK_NANOS = 20_000_000;
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
  private int lastId;

  private Browser(Process process, URI address) {
    this.process = process;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                address,
                new WebSocket.Listener() {
                  private final StringBuilder message = new StringBuilder();

                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence data, boolean last) {
                    message.append(data);
                    if (last) {
                      received(message.toString());
                      message.setLength(0);
                    }
                    from.request(1);
                    return CompletableFuture.completedStage(null);
                  }
                })
            .join();
  }

  static Browser open(String url, Path profile) throws Exception {
    if (!Files.exists(CHROMIUM)) {
      Process install =
          new ProcessBuilder("apt-get", "install", "-y", "chromium").inheritIO().start();
      if (install.waitFor() != 0) {
        throw new IOException("chromium is needed and cannot be installed");
      }
    }
    Process process =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1400,1500",
                url)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path portFile = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!Files.exists(portFile) || Files.readAllLines(portFile).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("chromium does not start");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    String port = Files.readAllLines(portFile).getFirst();
    String list =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher address =
        Pattern.compile("\"webSocketDebuggerUrl\": *\"([^\"]*/page/[^\"]*)\"").matcher(list);
    if (!address.find()) {
      throw new IOException("no page: " + list);
    }
    return new Browser(process, URI.create(address.group(1)));
  }

  private void received(String message) {
    Matcher id = ID.matcher(message);
    if (id.find()) {
      CompletableFuture<String> answer = answers.remove(Integer.parseInt(id.group(1)));
      if (answer != null) {
        answer.complete(message);
      }
    }
  }

  private String send(String method, String parameters) throws Exception {
    int id = ++lastId;
    CompletableFuture<String> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String message =
        "{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters);
    socket.sendText(message, true).join();
    return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** The value of an expression, as text. */
  String evaluate(String expression) throws Exception {
    JsonText parameters = new JsonText();
    parameters.object(
        () ->
            parameters
                .field("expression", "(async () => String(" + expression + "))()")
                .field("awaitPromise", true)
                .field("returnByValue", true));
    String answer = send("Runtime.evaluate", parameters.toString());
    Matcher value = VALUE.matcher(answer);
    if (!value.find() || answer.contains("\"exceptionDetails\"")) {
      throw new IOException(expression + " gives " + answer);
    }
    return unescape(value.group(1));
  }

  /** Waits until the inspector's page is there and an expression is true. */
  void waitFor(String expression) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    String here = "document.readyState === 'complete' && document.querySelector('#connection')";
    while (!evaluate("Boolean(" + here + " && (" + expression + "))").equals("true")) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "never true: " + expression + "\n" + evaluate("document.body.innerText"));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Emulates a screen. */
  void screen(int width, int height, boolean dark) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":%b}"
            .formatted(width, height, width < 600));
    send(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}"
            .formatted(dark ? "dark" : "light"));
  }

  void screenshot(Path file) throws Exception {
    Matcher data = DATA.matcher(send("Page.captureScreenshot", "{\"format\":\"png\"}"));
    if (!data.find()) {
      throw new IOException("no screenshot");
    }
    Files.write(file, Base64.getDecoder().decode(data.group(1)));
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      switch (escaped) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case 'u' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> plain.append(escaped);
      }
    }
    return plain.toString();
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
