// performance.timerify(): a function that measures each call of another.
'use strict';

const { codes } = require('internal/errors');
const { isHistogram } = require('internal/histogram');
const { createNodeEntry } = require('internal/perf/entry');
const { enqueue, hasObserver } = require('internal/perf/observe');
const { now } = require('internal/perf/utils');
const { validateFunction, validateObject } = require('internal/validators');

/**
 * @param {Function} fn
 * @param {{ histogram?: RecordableHistogram }} [options] gets the durations, in nanoseconds
 * @returns {Function}
 */
function timerify(fn, options = {}) {
  validateFunction(fn, 'fn');
  validateObject(options, 'options');
  const { histogram } = options;
  if (histogram !== undefined && (!isHistogram(histogram) || typeof histogram.record !== 'function')) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.histogram', 'RecordableHistogram', histogram);
  }

  const finish = (start, args) => {
    const duration = now() - start;
    if (histogram !== undefined) histogram.record(Math.ceil(duration * 1e6));
    if (!hasObserver('function')) return;
    const entry = createNodeEntry(fn.name, 'function', start, duration, args);
    args.forEach((arg, index) => {
      entry[index] = arg;
    });
    enqueue(entry);
  };

  function timerified(...args) {
    const start = now();
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    if (!new.target && typeof result?.finally === 'function') {
      return result.finally(() => finish(start, args));
    }
    finish(start, args);
    return result;
  }

  Object.defineProperties(timerified, {
    length: { __proto__: null, configurable: false, enumerable: true, value: fn.length },
    name: { __proto__: null, configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  });
  return timerified;
}

module.exports = { timerify };
