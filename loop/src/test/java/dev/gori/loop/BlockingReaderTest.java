package dev.gori.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class BlockingReaderTest {
  private final ManualLoop manual = new ManualLoop();
  private final List<String> log = manual.log;

  @AfterEach
  void close() {
    manual.close();
  }

  /** Blocks until the test gives it a chunk; an empty chunk is the end. */
  private static final class Source extends InputStream {
    final LinkedBlockingQueue<String> chunks = new LinkedBlockingQueue<>();
    final AtomicInteger reads = new AtomicInteger();

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      reads.incrementAndGet();
      try {
        byte[] chunk = chunks.take().getBytes(UTF_8);
        System.arraycopy(chunk, 0, target, offset, chunk.length);
        return chunk.length == 0 ? -1 : chunk.length;
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }
  }

  @Test
  void deliversChunksAndTheEndInThePollPhase() {
    Source source = new Source();
    source.chunks.addAll(List.of("a", "b", ""));
    BlockingReader reader = new BlockingReader(manual.loop, source, "stdin");
    Recorder recorder = new Recorder(log);
    reader.readStart(recorder);
    assertFalse(manual.run());
    assertEquals("ab", recorder.text());
    assertEquals(2, recorder.reads);
    assertEquals(List.of("end"), log);
  }

  @Test
  void readsNothingAheadOfTheLoop() {
    Source source = new Source();
    BlockingReader reader = new BlockingReader(manual.loop, source, "stdin");
    Recorder recorder = new Recorder(log);
    reader.readStart(recorder);
    source.chunks.addAll(List.of("a", "b", ""));
    manual.loop.batch(reader::readStop);
    manual.until(() -> recorder.reads == 1);
    manual.noWait();
    assertFalse(manual.loop.alive());
    assertEquals(1, source.reads.get());
    manual.loop.batch(() -> {});
    reader.readStart(recorder);
    manual.run();
    assertEquals("ab", recorder.text());
  }

  @Test
  void aChunkThatArrivesWhileStoppedIsKept() {
    Source source = new Source();
    BlockingReader reader = new BlockingReader(manual.loop, source, "stdin");
    Recorder recorder = new Recorder(log);
    reader.readStart(recorder);
    reader.readStop();
    source.chunks.add("kept");
    manual.noWait();
    assertEquals(0, recorder.reads);
    reader.readStart(recorder);
    manual.until(() -> recorder.reads == 1);
    assertEquals("kept", recorder.text());
  }

  @Test
  void stoppingAndStartingWhileAChunkIsOnItsWayDeliversItOnce() {
    Source source = new Source();
    BlockingReader reader = new BlockingReader(manual.loop, source, "stdin");
    Recorder recorder = new Recorder(log);
    Async behind = new Async(manual.loop, manual.logs("behind"));
    reader.readStart(recorder);
    source.chunks.add("once");
    while (source.reads.get() < 1 || !source.chunks.isEmpty()) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 1_000; i++) {
      reader.readStop();
      reader.readStart(recorder);
    }
    behind.send();
    source.chunks.add("");
    manual.until(() -> recorder.ended && log.contains("behind"));
    assertEquals("once", recorder.text());
    assertEquals(1, recorder.reads);
    behind.close();
    assertFalse(manual.run());
  }

  @Test
  void anUnreferencedReaderLetsTheLoopEnd() {
    BlockingReader reader = new BlockingReader(manual.loop, new Source(), "stdin");
    reader.readStart(new Recorder(log));
    reader.unref();
    assertFalse(manual.run());
  }

  @Test
  void closingDoesNotWaitForTheRead() {
    BlockingReader reader = new BlockingReader(manual.loop, new Source(), "stdin");
    reader.readStart(new Recorder(log));
    reader.close(manual.logs("closed"));
    assertFalse(manual.run());
    assertEquals(List.of("closed"), log);
  }

  @Test
  void aFailedReadIsAnError() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    new BlockingReader(manual.loop, failing, "stdin").readStart(new Recorder(log));
    manual.run();
    assertEquals(List.of("error EIO"), log);
  }

  @Test
  void aLongSourceArrivesWhole() {
    byte[] bytes = new byte[1_000_000];
    Recorder recorder = new Recorder(log);
    new BlockingReader(manual.loop, new ByteArrayInputStream(bytes), "stdin").readStart(recorder);
    manual.run();
    assertEquals(bytes.length, recorder.bytes);
  }
}
