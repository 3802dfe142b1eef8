// DOMException: an error of the web platform. https://webidl.spec.whatwg.org/#idl-DOMException
'use strict';

/** The legacy codes; index + 1 is the number. */
const names = [
  ['INDEX_SIZE_ERR', 'IndexSizeError'],
  ['DOMSTRING_SIZE_ERR', null],
  ['HIERARCHY_REQUEST_ERR', 'HierarchyRequestError'],
  ['WRONG_DOCUMENT_ERR', 'WrongDocumentError'],
  ['INVALID_CHARACTER_ERR', 'InvalidCharacterError'],
  ['NO_DATA_ALLOWED_ERR', null],
  ['NO_MODIFICATION_ALLOWED_ERR', 'NoModificationAllowedError'],
  ['NOT_FOUND_ERR', 'NotFoundError'],
  ['NOT_SUPPORTED_ERR', 'NotSupportedError'],
  ['INUSE_ATTRIBUTE_ERR', 'InUseAttributeError'],
  ['INVALID_STATE_ERR', 'InvalidStateError'],
  ['SYNTAX_ERR', 'SyntaxError'],
  ['INVALID_MODIFICATION_ERR', 'InvalidModificationError'],
  ['NAMESPACE_ERR', 'NamespaceError'],
  ['INVALID_ACCESS_ERR', 'InvalidAccessError'],
  ['VALIDATION_ERR', null],
  ['TYPE_MISMATCH_ERR', 'TypeMismatchError'],
  ['SECURITY_ERR', 'SecurityError'],
  ['NETWORK_ERR', 'NetworkError'],
  ['ABORT_ERR', 'AbortError'],
  ['URL_MISMATCH_ERR', 'URLMismatchError'],
  ['QUOTA_EXCEEDED_ERR', 'QuotaExceededError'],
  ['TIMEOUT_ERR', 'TimeoutError'],
  ['INVALID_NODE_TYPE_ERR', 'InvalidNodeTypeError'],
  ['DATA_CLONE_ERR', 'DataCloneError'],
];

const codesByName = new Map();
names.forEach(([, name], index) => {
  if (name !== null) codesByName.set(name, index + 1);
});

/** Puts the private fields on an Error that exists. */
class State extends function (error) {
  return error;
} {
  #name;
  #message;

  constructor(error, name, message) {
    super(error);
    this.#name = name;
    this.#message = message;
  }

  static of(value) {
    return value !== null && typeof value === 'object' && #name in value ? value : undefined;
  }

  static name(error) {
    return error.#name;
  }

  static message(error) {
    return error.#message;
  }
}

function check(value) {
  if (State.of(value) === undefined) {
    const { codes } = require('internal/errors');
    throw new codes.ERR_INVALID_THIS('DOMException');
  }
  return value;
}

/** An error by nature, but not by constructor: `Object.getPrototypeOf(DOMException)` is Function.prototype. */
class DOMException {
  /**
   * @param {string} [message]
   * @param {string | { name?: string, cause?: any }} [options] the name, or more
   */
  constructor(message = '', options = 'Error') {
    const error = Reflect.construct(Error, [], new.target);
    let name = options;
    if (options !== null && typeof options === 'object') {
      name = options.name === undefined ? 'Error' : options.name;
      if ('cause' in options) {
        Object.defineProperty(error, 'cause', {
          value: options.cause,
          configurable: true,
          writable: true,
          enumerable: false,
        });
      }
    }
    return new State(error, `${name}`, `${message}`);
  }

  get name() {
    return State.name(check(this));
  }

  get message() {
    return State.message(check(this));
  }

  get code() {
    return codesByName.get(State.name(check(this))) ?? 0;
  }
}

Object.setPrototypeOf(DOMException.prototype, Error.prototype);
Object.defineProperties(DOMException.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'DOMException' },
  name: { enumerable: true },
  message: { enumerable: true },
  code: { enumerable: true },
});
names.forEach(([constant], index) => {
  const descriptor = { enumerable: true, value: index + 1 };
  Object.defineProperty(DOMException, constant, descriptor);
  Object.defineProperty(DOMException.prototype, constant, descriptor);
});

/** @returns {boolean} whether the value was made by new DOMException() */
function isDOMException(value) {
  return State.of(value) !== undefined;
}

module.exports = { DOMException, isDOMException };
