'use strict';

// process.env: every value is a string; symbols and accessors are refused as Node refuses them.

const { codes } = require('internal/errors');

const handler = {
  set(target, name, value) {
    if (typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    const string = text(value);
    // The system refuses such names; Node does not tell.
    if (name !== '' && !name.includes('=')) target[name] = string;
    return true;
  },
  get(target, name) {
    return typeof name === 'symbol' || Object.hasOwn(target, name) ? target[name] : Reflect.get(Object.prototype, name);
  },
  has(target, name) {
    return typeof name === 'string' && Object.hasOwn(target, name);
  },
  defineProperty(target, name, descriptor) {
    if ('value' in descriptor) {
      if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
        throw new codes.ERR_INVALID_OBJECT_DEFINE_PROPERTY(
          "'process.env' only accepts a configurable, writable, and enumerable data descriptor",
        );
      }
      target[name] = text(descriptor.value);
      return true;
    }
    if ('get' in descriptor || 'set' in descriptor) {
      throw new codes.ERR_INVALID_OBJECT_DEFINE_PROPERTY(
        "'process.env' does not accept an accessor(getter/setter) descriptor",
      );
    }
    throw new codes.ERR_INVALID_OBJECT_DEFINE_PROPERTY(
      "'process.env' only accepts a configurable, writable, and enumerable data descriptor",
    );
  },
};

function text(value) {
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  return `${value}`;
}

function createEnvironmentProxy(values) {
  return new Proxy(Object.assign(Object.create(Object.prototype), values), handler);
}

module.exports = { createEnvironmentProxy };
