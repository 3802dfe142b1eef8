// How objects of the library take part in structured cloning: what they are made of, and how they are made again.
'use strict';

/** A method: returns { data, make } — `data` is cloned in the object's place, `make(data)` builds the copy. */
const kClone = Symbol('kClone');
/** A method like kClone, for objects in the transfer list; the object itself becomes unusable. */
const kTransfer = Symbol('kTransfer');
/** A method: more objects that are transferred together with this one. */
const kTransferList = Symbol('kTransferList');

/** What markAsUntransferable() and markAsUncloneable() were given. */
const untransferable = new WeakSet();
const uncloneable = new WeakSet();

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Objects that must not be in a transfer list. */
function markAsUntransferable(object) {
  if (isObject(object)) untransferable.add(object);
}

function isMarkedAsUntransferable(object) {
  return isObject(object) && untransferable.has(object);
}

/** Objects that must not be in a message. */
function markAsUncloneable(object) {
  if (isObject(object)) uncloneable.add(object);
}

module.exports = {
  isMarkedAsUntransferable,
  isUncloneable: (object) => uncloneable.has(object),
  kClone,
  kTransfer,
  kTransferList,
  markAsUncloneable,
  markAsUntransferable,
};
