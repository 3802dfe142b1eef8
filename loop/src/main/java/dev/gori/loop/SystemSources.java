package dev.gori.loop;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.function.Consumer;

/** The real sources of chance: each is replaceable when a loop is built. Thread: any. */
final class SystemSources {
  static final Clock CLOCK =
      new Clock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long epochMillis() {
          return System.currentTimeMillis();
        }
      };

  static final CompletionOrder FIRST_IN = waiting -> 0;
  static final Poller POLLER = SystemSources::poll;
  static final Entropy ENTROPY = bytes -> Random.SECURE.nextBytes(bytes);

  private SystemSources() {}

  private static void poll(Selector selector, long timeoutMillis, Consumer<SelectionKey> ready)
      throws IOException {
    if (timeoutMillis == 0) {
      selector.selectNow(ready);
    } else {
      selector.select(ready, Math.max(0, timeoutMillis));
    }
  }

  /** Loaded on first use: seeding takes milliseconds that most programs need not spend. */
  private static final class Random {
    static final SecureRandom SECURE = new SecureRandom();
  }
}
