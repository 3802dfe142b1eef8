'use strict';

// process.finalization: callbacks for objects that still live when the program ends.

const { validateObject, kValidateObjectAllowFunction } = require('internal/validators');

/** The registered objects of one event. */
class Registry {
  #event;
  #callbacks = new Map();

  constructor(event) {
    this.#event = event;
  }

  add(reference, callback) {
    if (this.#callbacks.size === 0) process.on(this.#event, this.#run);
    this.#callbacks.set(new WeakRef(reference), callback);
  }

  remove(reference) {
    for (const key of this.#callbacks.keys()) {
      const value = key.deref();
      if (value === undefined || value === reference) this.#callbacks.delete(key);
    }
    if (this.#callbacks.size === 0) process.off(this.#event, this.#run);
  }

  #run = () => {
    for (const [reference, callback] of this.#callbacks) {
      const value = reference.deref();
      if (value !== undefined) callback(value, this.#event);
    }
    this.#callbacks.clear();
    process.off(this.#event, this.#run);
  };
}

const atExit = new Registry('exit');
const beforeExit = new Registry('beforeExit');

const finalization = {
  register(reference, callback) {
    validateObject(reference, 'obj', kValidateObjectAllowFunction);
    atExit.add(reference, callback);
  },
  registerBeforeExit(reference, callback) {
    validateObject(reference, 'obj', kValidateObjectAllowFunction);
    beforeExit.add(reference, callback);
  },
  unregister(reference) {
    atExit.remove(reference);
    beforeExit.remove(reference);
  },
};

module.exports = { finalization };
