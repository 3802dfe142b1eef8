package dev.gori.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/** Logs what a stream reads. */
final class Recorder implements ReadListener {
  private final List<String> log;
  private final StringBuilder text = new StringBuilder();
  int reads;
  long bytes;
  boolean ended;

  Recorder(List<String> log) {
    this.log = log;
  }

  static ByteBuffer bytesOf(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  String text() {
    return text.toString();
  }

  @Override
  public void onRead(ByteBuffer data) {
    reads++;
    bytes += data.remaining();
    text.append(UTF_8.decode(data));
  }

  @Override
  public void onEnd() {
    ended = true;
    log.add("end");
  }

  @Override
  public void onError(int errno) {
    ended = true;
    log.add("error " + Errno.of(errno));
  }
}
