// EventEmitterAsyncResource: an emitter whose listeners run in the async context it was made in.
'use strict';

const EventEmitter = require('events');
const { AsyncResource } = require('async_hooks');
const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');

const kEmitter = Symbol('kEventEmitter');
const kResource = Symbol('kAsyncResource');

/** The resource knows its emitter, so that async_hooks users find it. */
class EventEmitterReferencingAsyncResource extends AsyncResource {
  constructor(emitter, type, options) {
    super(type, options);
    this[kEmitter] = emitter;
  }

  get eventEmitter() {
    if (this[kEmitter] === undefined) throw new codes.ERR_INVALID_THIS('EventEmitterReferencingAsyncResource');
    return this[kEmitter];
  }
}

class EventEmitterAsyncResource extends EventEmitter {
  /**
   * @param {string | { name?: string, triggerAsyncId?: number, requireManualDestroy?: boolean }} [options] name: the class's
   */
  constructor(options = undefined) {
    let name;
    if (typeof options === 'string') {
      name = options;
      options = undefined;
    } else {
      if (new.target === EventEmitterAsyncResource) validateString(options?.name, 'options.name');
      name = options?.name || new.target.name;
    }
    super(options);
    this[kResource] = new EventEmitterReferencingAsyncResource(this, name, options);
  }

  emit(event, ...args) {
    return this.asyncResource.runInAsyncScope(super.emit, this, event, ...args);
  }

  emitDestroy() {
    this.asyncResource.emitDestroy();
  }

  get asyncId() {
    return this.asyncResource.asyncId();
  }

  get triggerAsyncId() {
    return this.asyncResource.triggerAsyncId();
  }

  get asyncResource() {
    if (this[kResource] === undefined) throw new codes.ERR_INVALID_THIS('EventEmitterAsyncResource');
    return this[kResource];
  }
}

module.exports = { EventEmitterAsyncResource };
