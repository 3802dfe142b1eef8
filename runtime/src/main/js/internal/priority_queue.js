// A binary min-heap that knows where its items are, so that any of them can be moved or removed in O(log n).
'use strict';

/** @template T */
class PriorityQueue {
  /** The root is at 1: the children of i are at 2i and 2i + 1. */
  #heap = [undefined];
  #compare;
  #setPosition;

  /**
   * @param {(a: T, b: T) => number} compare negative when a is before b
   * @param {(item: T, position: number) => void} setPosition told of every move
   */
  constructor(compare, setPosition) {
    this.#compare = compare;
    this.#setPosition = setPosition;
  }

  /** @returns {T | undefined} */
  peek() {
    return this.#heap[1];
  }

  /** @param {T} item */
  insert(item) {
    const position = this.#heap.length;
    this.#heap.push(item);
    this.#up(position);
  }

  /** @returns {T | undefined} the first item, removed */
  shift() {
    const first = this.#heap[1];
    if (first !== undefined) this.removeAt(1);
    return first;
  }

  removeAt(position) {
    const heap = this.#heap;
    const last = heap.pop();
    if (position === heap.length) return;
    heap[position] = last;
    if (position > 1 && this.#compare(last, heap[position >> 1]) < 0) this.#up(position);
    else this.percolateDown(position);
  }

  /** Moves an item that has become later to its place. */
  percolateDown(position) {
    const heap = this.#heap;
    const item = heap[position];
    const { length } = heap;
    for (let child = position * 2; child < length; child = position * 2) {
      if (child + 1 < length && this.#compare(heap[child + 1], heap[child]) < 0) child++;
      if (this.#compare(item, heap[child]) <= 0) break;
      this.#place(heap[child], position);
      position = child;
    }
    this.#place(item, position);
  }

  #up(position) {
    const heap = this.#heap;
    const item = heap[position];
    while (position > 1) {
      const parent = position >> 1;
      if (this.#compare(heap[parent], item) <= 0) break;
      this.#place(heap[parent], position);
      position = parent;
    }
    this.#place(item, position);
  }

  #place(item, position) {
    this.#heap[position] = item;
    this.#setPosition(item, position);
  }
}

module.exports = { PriorityQueue };
