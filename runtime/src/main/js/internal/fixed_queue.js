// An unbounded first-in first-out queue that makes no garbage while it stays small.
//
// It is a chain of rings. A ring is an array of 2,048 slots, a power of two, so that positions wrap with a mask:
//
//      tail (pop here)                                  head (push here)
//     ┌───────────────┐       ┌───────────────┐       ┌───────────────┐
//     │ · · · a b c d │ next→ │ e f g h i j k │ next→ │ l m · · · · · │
//     └───────────────┘       └───────────────┘       └───────────────┘
//            ↑ bottom                                      ↑ top
//
// One slot of a ring stays free: top === bottom means empty, top + 1 === bottom means full. A queue that never
// holds more than 2,047 entries uses one ring for ever. A drained ring is kept once as a spare, so that a queue
// that swings around the limit does not allocate.
'use strict';

const SIZE = 2048;
const MASK = SIZE - 1;

class Ring {
  bottom = 0;
  top = 0;
  next = null;
  slots = new Array(SIZE).fill(undefined);
}

/** @template T */
class FixedQueue {
  #head;
  #tail;
  #spare = null;

  constructor() {
    this.#head = this.#tail = new Ring();
  }

  /** @returns {boolean} */
  isEmpty() {
    const head = this.#head;
    return head.top === head.bottom;
  }

  /** @param {T} value */
  push(value) {
    let head = this.#head;
    const top = head.top;
    const after = (top + 1) & MASK;
    if (after === head.bottom) {
      head = this.#grow();
      head.slots[0] = value;
      head.top = 1;
      return;
    }
    head.slots[top] = value;
    head.top = after;
  }

  /** @returns {T | undefined} the oldest value; undefined when the queue is empty */
  shift() {
    const tail = this.#tail;
    const bottom = tail.bottom;
    if (bottom === tail.top) return undefined;
    const value = tail.slots[bottom];
    tail.slots[bottom] = undefined;
    tail.bottom = (bottom + 1) & MASK;
    if (tail.bottom === tail.top && tail.next !== null) this.#retire();
    return value;
  }

  #grow() {
    const ring = this.#spare ?? new Ring();
    this.#spare = null;
    this.#head.next = ring;
    this.#head = ring;
    return ring;
  }

  #retire() {
    const drained = this.#tail;
    this.#tail = drained.next;
    drained.next = null;
    drained.bottom = drained.top = 0;
    this.#spare = drained;
  }
}

module.exports = { FixedQueue };
