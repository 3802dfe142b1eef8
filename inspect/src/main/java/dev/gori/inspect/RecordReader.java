package dev.gori.inspect;

import java.util.function.Consumer;

/**
 * Reads the record from where it was when the reader was made; what was overwritten before it was
 * read is counted as lost. Belongs to one thread, which need not be the loop's.
 */
final class RecordReader {
  private final RecordMemory memory;
  private final double[] record = new double[RecordLayout.RECORD_DOUBLES];
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

  /** Hands over what was new when it was called, so that it ends. The array is used again. */
  void readNew(Consumer<double[]> consumer) {
    int end = memory.header(RecordLayout.HEAD);
    int head = end;
    while (end - next > 0) {
      skipOverwritten(head);
      memory.read(next, record);
      head = memory.header(RecordLayout.HEAD);
      if (head - next < memory.capacity()) {
        next++;
        consumer.accept(record);
      }
    }
  }

  private void skipOverwritten(int head) {
    int behind = head - next;
    if (behind >= memory.capacity()) {
      // A quarter of the ring ahead, so that the writer does not catch up at once.
      int skipped = behind - memory.capacity() + memory.capacity() / 4;
      lost += skipped;
      next += skipped;
    }
  }
}
