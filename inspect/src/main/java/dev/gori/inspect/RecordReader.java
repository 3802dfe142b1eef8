package dev.gori.inspect;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads the record from where it was when the reader was made, and gives each callback times of its
 * own; what was overwritten before it was read is counted as lost. Belongs to one thread, which
 * need not be the loop's.
 */
final class RecordReader {
  private final RecordMemory memory;
  private final double[] record = new double[RecordLayout.RECORD_DOUBLES];

  /** Callbacks of a segment whose last record has not come yet. */
  private double[][] segment = new double[64][RecordLayout.RECORD_DOUBLES];

  private int inSegment;
  private int next;
  private long lost;

  RecordReader(RecordMemory memory) {
    this.memory = memory;
    next = memory.header(RecordLayout.HEAD);
  }

  /** How many records were overwritten before they were read. */
  long lost() {
    return lost;
  }

  /**
   * Hands over what was new when it was called, so that it ends. The array is used again.
   *
   * @return how many records were new
   */
  int readNew(Consumer<double[]> consumer) {
    int end = memory.header(RecordLayout.HEAD);
    int head = end;
    int records = end - next;
    while (end - next > 0) {
      skipOverwritten(head);
      memory.read(next, record);
      head = memory.header(RecordLayout.HEAD);
      if (head - next < memory.kept()) {
        next++;
        if (!EventDecoder.isCallback(record)) {
          consumer.accept(record);
        } else if (record[1] < 0) {
          keep();
        } else {
          endSegment(consumer);
        }
      }
    }
    return records;
  }

  private void keep() {
    if (inSegment == segment.length) {
      segment = Arrays.copyOf(segment, inSegment * 2);
      for (int i = inSegment; i < segment.length; i++) {
        segment[i] = new double[RecordLayout.RECORD_DOUBLES];
      }
    }
    System.arraycopy(record, 0, segment[inSegment++], 0, RecordLayout.RECORD_DOUBLES);
  }

  /** The last callback of a segment: its record holds the times of all. */
  private void endSegment(Consumer<double[]> consumer) {
    double start = record[1];
    double end = Math.max(start, record[2]);
    double edge = record[3];
    if (inSegment == 0) {
      double returned = edge == 0 ? end : Math.clamp(edge, start, end);
      record[2] = returned - start;
      record[3] = end - returned;
    } else {
      double each =
          edge == 0
              ? (end - start) / (inSegment + 1)
              : Math.max(0, Math.min(edge, end) - start) / (inSegment + 1);
      for (int i = 0; i < inSegment; i++) {
        share(segment[i], start + i * each, each);
        consumer.accept(segment[i]);
      }
      double last = start + inSegment * each;
      share(record, last, end - last);
      inSegment = 0;
    }
    consumer.accept(record);
  }

  private static void share(double[] callback, double start, double duration) {
    callback[0] += RecordLayout.SHARED;
    callback[1] = start;
    callback[2] = duration;
    callback[3] = 0;
  }

  private void skipOverwritten(int head) {
    int behind = head - next;
    if (behind >= memory.kept()) {
      // A quarter of the ring ahead, so that the writer does not catch up at once.
      int skipped = behind - memory.kept() + memory.kept() / 4;
      lost += skipped + inSegment;
      next += skipped;
      inSegment = 0;
    }
  }
}
