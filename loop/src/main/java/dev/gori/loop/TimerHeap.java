package dev.gori.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

// How the loop knows which timer is next
//
// The started timers are kept in a heap: an array in which every timer is due no later than its
// children. Here a timer has four children instead of the usual two, so the tree is half as high;
// the four lie beside each other in the array and mostly share a cache line.
//
//                       [0] due 5                      the timer at i has its children at
//        ┌───────────┬──────┴────┬───────────┐         4i+1 .. 4i+4 and its parent at (i-1)/4
//    [1] due 9   [2] due 5   [3] due 70  [4] due 6
//    ┌──┴─...
//  [5] due 12
//
// Two timers with the same due time fire in the order in which they were started. A heap alone
// does not keep that order, so each start takes the next number of a sequence and the number
// breaks the tie. The sequence also answers another question: a timer that was started by a
// timer callback carries a number that the current pass had not given out yet, and so waits for
// the next pass, even if it is due at once.
//
// Each timer remembers its index. Stopping one (most timers are timeouts, and most timeouts are
// stopped before they fire) takes it out of the middle: the last timer of the array fills the gap
// and moves up or down until the rule holds again. Start, stop and fire are all O(log n).

/** A min-heap of timers by due time, then by order of start. Thread: loop thread only. */
final class TimerHeap {
  private static final int CHILDREN = 4;

  private @Nullable Timer[] timers = new @Nullable Timer[16];
  private int size;

  int size() {
    return size;
  }

  /** The timer that is due first, or null if there is none. */
  @Nullable Timer first() {
    return timers[0];
  }

  void add(Timer timer) {
    if (size == timers.length) {
      timers = Arrays.copyOf(timers, size * 2);
    }
    siftUp(size++, timer);
  }

  void remove(Timer timer) {
    int gap = timer.heapIndex;
    timer.heapIndex = Timer.NOT_QUEUED;
    int lastIndex = --size;
    Timer last = at(lastIndex);
    timers[lastIndex] = null;
    if (gap == lastIndex) {
      return;
    }
    if (gap > 0 && isBefore(last, at(parent(gap)))) {
      siftUp(gap, last);
    } else {
      siftDown(gap, last);
    }
  }

  private void siftUp(int from, Timer timer) {
    int index = from;
    while (index > 0) {
      int parentIndex = parent(index);
      Timer above = at(parentIndex);
      if (!isBefore(timer, above)) {
        break;
      }
      place(index, above);
      index = parentIndex;
    }
    place(index, timer);
  }

  private void siftDown(int from, Timer timer) {
    int index = from;
    for (int child = CHILDREN * index + 1; child < size; child = CHILDREN * index + 1) {
      int earliest = child;
      Timer below = at(child);
      int end = Math.min(child + CHILDREN, size);
      for (int other = child + 1; other < end; other++) {
        if (isBefore(at(other), below)) {
          earliest = other;
          below = at(other);
        }
      }
      if (!isBefore(below, timer)) {
        break;
      }
      place(index, below);
      index = earliest;
    }
    place(index, timer);
  }

  private void place(int index, Timer timer) {
    timers[index] = timer;
    timer.heapIndex = index;
  }

  private Timer at(int index) {
    Timer timer = timers[index];
    assert timer != null : "a gap in the heap";
    return timer;
  }

  private static int parent(int index) {
    return (index - 1) / CHILDREN;
  }

  private static boolean isBefore(Timer a, Timer b) {
    return a.due < b.due || (a.due == b.due && a.sequence < b.sequence);
  }
}
