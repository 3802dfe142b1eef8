// A circular doubly linked list whose links are fields of its items, so that linking and unlinking allocate nothing.
//
// The list itself is an item without value. `_idleNext` leads to the newest item, `_idlePrev` to the oldest:
//
//          ┌──────── _idleNext ───────┐
//          │                          ↓
//       [list] ←→ [oldest] ←→ ... ←→ [newest]
//
// The names are Node's: packages read them from timers.
'use strict';

/** Makes `list` an empty list. */
function init(list) {
  list._idleNext = list;
  list._idlePrev = list;
  return list;
}

/** The oldest item, or null. */
function peek(list) {
  return list._idlePrev === list ? null : list._idlePrev;
}

function remove(item) {
  if (item._idleNext) item._idleNext._idlePrev = item._idlePrev;
  if (item._idlePrev) item._idlePrev._idleNext = item._idleNext;
  item._idleNext = null;
  item._idlePrev = null;
}

/** Puts `item` at the end; takes it out of the list it was in. */
function append(list, item) {
  if (item._idleNext || item._idlePrev) remove(item);
  const newest = list._idleNext;
  item._idleNext = newest;
  item._idlePrev = list;
  newest._idlePrev = item;
  list._idleNext = item;
}

function isEmpty(list) {
  return list._idleNext === list;
}

module.exports = { append, init, isEmpty, peek, remove };
