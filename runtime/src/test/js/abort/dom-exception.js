'use strict';
const err = new DOMException('message', 'AbortError');
console.log(err.name, err.message, err.code, err instanceof Error, String(err), Object.prototype.toString.call(err));
console.log(DOMException.DATA_CLONE_ERR, err.TIMEOUT_ERR, new DOMException().name, new DOMException('x', 'Own').code);
console.log(err.stack.split('\n')[0], Object.keys(err), 'stack' in err);
const caused = new DOMException('x', { name: 'NotFoundError', cause: 'y' });
console.log(caused.code, caused.cause);
try {
  Object.getOwnPropertyDescriptor(DOMException.prototype, 'name').get.call({});
} catch (error) {
  console.log(error.code);
}
