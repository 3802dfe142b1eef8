package dev.gori.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page, in a browser. Its screenshots are kept when the property gori.screenshots names a
 * folder.
 */
final class PageTest {
  private static final String SERVER =
      """
      const fs = require('fs');
      const server = require('http').createServer(function handler(request, response) {
        if (request.url === '/slow') search(Number(request.headers.millis));
        response.end('done');
      });
      function search(millis) { for (const end = Date.now() + millis; Date.now() < end;); }
      server.listen(0);
      setInterval(function poll() {
        fs.stat('.', function seen() { setImmediate(function after() {}); });
      }, 40);
      setTimeout(function ask() {
        require('http').get({ port: server.address().port, path: '/slow', headers: { millis: 3000 } }, (r) => r.resume());
      }, 4000);
      """;

  @TempDir Path folder;

  private static InspectorOptions page(boolean step) {
    return InspectorOptions.record().withPage(0, step);
  }

  private static String url(InspectedRun run) throws Exception {
    String url = run.inspector().url();
    return url == null ? "" : url;
  }

  private static void keep(Browser browser, String name) throws Exception {
    String kept = System.getProperty("gori.screenshots");
    if (kept != null) {
      browser.screenshot(Files.createDirectories(Path.of(kept)).resolve(name + ".png"));
    }
  }

  @Test
  void pageShowsRingTimelineBlockedAndWhyAlive() throws Exception {
    Path file = Files.writeString(folder.resolve("server.js"), SERVER);
    try (InspectedRun run = InspectedRun.ofFile(file, page(false));
        Browser browser = Browser.open(url(run), folder.resolve("profile"))) {
      browser.screen(1400, 1500, false);
      // Ring.
      browser.waitFor("document.querySelectorAll('#ring .phase').length === 6");
      browser.waitFor("document.querySelectorAll('#ring .phase.lit').length === 1");
      browser.waitFor(
          "/^0 due of [1-9]/.test(document.querySelector('[data-phase=timers]"
              + " .count').textContent)");
      browser.waitFor(
          "document.querySelector('[data-phase=poll] .count').textContent.startsWith('1 watched')");
      assertEquals("4", browser.evaluate("document.querySelectorAll('#pool li').length - 1"));
      // Why alive.
      browser.waitFor("document.querySelector('#alive table') !== null");
      String alive = browser.evaluate("document.querySelector('#alive').innerText");
      assertTrue(alive.contains("every 40 ms"), alive);
      assertTrue(alive.contains("poll (" + file + ":8:26)"), alive);
      assertTrue(alive.contains(file + ":7:8"), alive);
      // Timeline, by keyboard.
      browser.waitFor("loopPage.timeline.events.some((e) => e.function === 'after')");
      browser.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' })), 1");
      assertEquals("false", browser.evaluate("loopPage.timeline.live"));
      browser.evaluate(
          "loopPage.timeline.choose(loopPage.timeline.events.findLast((e) => e.function ==="
              + " 'after')), 1");
      browser.waitFor("document.querySelector('#details pre') !== null");
      String details = browser.evaluate("document.querySelector('#details').innerText");
      assertTrue(details.contains("setImmediate(function after() {})"), details);
      assertTrue(details.contains("Scheduled by seen (" + file + ":9:"), details);
      assertTrue(details.contains("by poll (" + file + ":8:26)"), details);
      browser.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' })), 1");
      // Blocked, while it is.
      browser.waitFor(
          "!document.querySelector('#blocked').hidden && document.querySelector('#blocked-stack"
              + " li') !== null");
      String blocked = browser.evaluate("document.querySelector('#blocked').innerText");
      assertTrue(blocked.contains("handler (" + file + ":2:"), blocked);
      assertTrue(blocked.contains("search (" + file + ":6:"), blocked);
      assertTrue(blocked.contains("poll phase"), blocked);
      keep(browser, "blocked");
      browser.waitFor("document.querySelector('#blocked').hidden");
      browser.waitFor(
          "loopPage.timeline.events.some((e) => e.type === 'blocked' &&"
              + " e.stack[0]?.startsWith('search'))");
      keep(browser, "page");
      browser.screen(1400, 1500, true);
      browser.waitFor("matchMedia('(prefers-color-scheme: dark)').matches");
      keep(browser, "page-dark");
      browser.screen(390, 844, false);
      browser.waitFor("innerWidth === 390");
      assertEquals(
          "true", browser.evaluate("document.documentElement.scrollWidth <= innerWidth"), "phone");
      keep(browser, "page-phone");
    }
  }

  @Test
  void stepModeShowsThePhasesInTheirOrder() throws Exception {
    Path example = Path.of("../examples/phases.js").toRealPath();
    try (InspectedRun run = InspectedRun.ofFile(example, page(true));
        Browser browser = Browser.open(url(run), folder.resolve("profile"))) {
      browser.screen(1400, 1500, false);
      List<String> phases = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        browser.waitFor(
            "!document.querySelector('#connection').hidden"
                + " || (!document.querySelector('#step').hidden"
                + " && !document.querySelector('#step-next').disabled)");
        if (browser.evaluate("document.querySelector('#connection').hidden").equals("false")) {
          break;
        }
        String text = browser.evaluate("document.querySelector('#step-text').textContent");
        String lit =
            browser.evaluate("document.querySelector('#ring .phase.lit')?.dataset.phase ?? ''");
        if (lit.isEmpty()) {
          assertTrue(text.contains("Callback 1 is next: the main script"), text);
        } else {
          assertTrue(text.contains(" in the " + lit + " phase"), text + lit);
        }
        phases.add(lit);
        if (phases.size() == 4) {
          keep(browser, "step");
        }
        String number =
            browser.evaluate(
                "/Callback (\\d+)/.exec(document.querySelector('#step-text').textContent)[1]");
        browser.evaluate("document.querySelector('#step-next').click(), 1");
        browser.waitFor(
            "!document.querySelector('#connection').hidden"
                + " || !document.querySelector('#step-text').textContent.includes('Callback "
                + number
                + " ')");
      }
      run.waitFor();
      // What the program says it is in, line by line; docs/phases.md explains it.
      List<String> said =
          run.output()
              .lines()
              .map(line -> line.split(" ")[0])
              .filter(word -> !word.equals("main") && !word.equals("end"))
              .toList();
      int at = 0;
      for (String phase : said) {
        while (at < phases.size() && !phases.get(at).equals(phase)) {
          at++;
        }
        assertTrue(at < phases.size(), said + "\nbut the page showed " + phases);
      }
      assertTrue(said.containsAll(List.of("timers", "pending", "poll", "check", "closing")));
    }
  }

  @Test
  void otherHostsOriginsAndStrangersAreRefused() throws Exception {
    try (InspectedRun run = InspectedRun.ofCode("setInterval(() => {}, 1000)", page(false))) {
      URI url = URI.create(url(run));
      String own = "127.0.0.1:" + url.getPort();
      String path = "/facts?" + url.getQuery();
      assertEquals("200", status(url, path, "Host: " + own));
      assertEquals("200", status(url, path, "Host: " + own + "\r\nOrigin: http://" + own));
      assertEquals("403", status(url, "/facts", "Host: " + own));
      assertEquals("403", status(url, "/", "Host: " + own));
      assertEquals("403", status(url, "/facts?token=0", "Host: " + own));
      assertEquals("403", status(url, path, "Host: evil.example:" + url.getPort()));
      assertEquals("403", status(url, path, "Host: " + own + "\r\nOrigin: http://evil.example"));
      assertEquals("403", status(url, path, "Host: " + own + "\r\nOrigin: null"));
      assertEquals("404", status(url, "/../secret?" + url.getQuery(), "Host: " + own));
      assertEquals("405", status(url, "/next?" + url.getQuery(), "Host: " + own));
    }
  }

  private static String status(URI url, String path, String headers) throws Exception {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return answer.split(" ")[1];
    }
  }
}
