// The async context: what AsyncLocalStorage stores hold while a piece of code runs.
//
// A frame is a map from stores to values; it does not change, but for disable(). V8 keeps the current frame in its "continuation-preserved embedder
// data" and restores it by itself for promise reactions and await. Everything else that puts a callback off (ticks,
// timers, immediates, requests, handles) captures the frame with current() and puts it back with exchange() or set().
//
//     run(store A, 1)          run(store B, 2)
//   undefined ──────→ {A: 1} ──────────────→ {A: 1, B: 2}
//
// A program that never uses a store pays nothing: `inUse` stays false, and no function of V8 is called.
'use strict';

const { getContext, setContext } = internalBinding('natives');

let inUse = false;

class AsyncContextFrame {
  /** Stores at even positions, each followed by its value. Few stores are the rule; a scan beats a Map. */
  #pairs;

  constructor(pairs) {
    this.#pairs = pairs;
  }

  /** @returns {AsyncContextFrame | undefined} the frame of the running code */
  static current() {
    return inUse ? getContext() : undefined;
  }

  /** @param {AsyncContextFrame | undefined} frame */
  static set(frame) {
    if (inUse) {
      setContext(frame);
    } else if (frame !== undefined) {
      inUse = true;
      setContext(frame);
    }
  }

  /**
   * Makes `frame` the current one.
   *
   * @param {AsyncContextFrame | undefined} frame
   * @returns {AsyncContextFrame | undefined} the frame before
   */
  static exchange(frame) {
    if (!inUse) {
      if (frame !== undefined) AsyncContextFrame.set(frame);
      return undefined;
    }
    const prior = getContext();
    if (prior !== frame) setContext(frame);
    return prior;
  }

  /** The value of `store` in the current frame; `fallback` when the frame has none. */
  static valueOf(store, fallback) {
    if (!inUse) return fallback;
    const frame = getContext();
    if (frame === undefined) return fallback;
    const position = frame.#find(store);
    return position < 0 ? fallback : frame.#pairs[position + 1];
  }

  /**
   * @param {AsyncContextFrame | undefined} frame
   * @returns {AsyncContextFrame} a frame like `frame`, in which `store` has `value`
   */
  static with(frame, store, value) {
    if (frame === undefined) return new AsyncContextFrame([store, value]);
    const pairs = frame.#pairs.slice();
    const position = frame.#find(store);
    if (position < 0) pairs.push(store, value);
    else pairs[position + 1] = value;
    return new AsyncContextFrame(pairs);
  }

  /** Removes `store` from the current frame, and so from everything that was started in it. */
  static disable(store) {
    const frame = AsyncContextFrame.current();
    const position = frame === undefined ? -1 : frame.#find(store);
    if (position >= 0) frame.#pairs = frame.#pairs.toSpliced(position, 2);
  }

  #find(store) {
    const pairs = this.#pairs;
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === store) return i;
    return -1;
  }
}

module.exports = { AsyncContextFrame };
