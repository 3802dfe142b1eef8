'use strict';

// Moving the cursor of a terminal: what readline and tty.WriteStream share.

const { validateFunction } = require('internal/validators');
const { codes } = require('internal/errors');

const ESCAPE = '\x1b[';

/** Writes to a stream, or only calls back when there is none or nothing to write. */
function send(stream, text, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (text === '' || stream === null || stream === undefined) {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}

/** Clears from the cursor to the end of the screen. */
function clearScreenDown(stream, callback) {
  return send(stream, `${ESCAPE}0J`, callback);
}

/** Clears the line: left of the cursor (-1), right of it (1), or all of it (0). */
function clearLine(stream, direction, callback) {
  return send(stream, `${ESCAPE}${direction < 0 ? 1 : direction > 0 ? 0 : 2}K`, callback);
}

/** Moves the cursor to a column, and to a row if one is given, both from 0. */
function cursorTo(stream, x, y, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw new codes.ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new codes.ERR_INVALID_ARG_VALUE('y', y);
  if (stream === null || stream === undefined || (typeof x !== 'number' && typeof y !== 'number')) {
    return send(null, '', callback);
  }
  if (typeof x !== 'number') throw new codes.ERR_INVALID_CURSOR_POS();
  return send(stream, typeof y === 'number' ? `${ESCAPE}${y + 1};${x + 1}H` : `${ESCAPE}${x + 1}G`, callback);
}

/** Moves the cursor by columns and rows. */
function moveCursor(stream, dx, dy, callback) {
  let text = '';
  if (dx < 0) text += `${ESCAPE}${-dx}D`;
  else if (dx > 0) text += `${ESCAPE}${dx}C`;
  if (dy < 0) text += `${ESCAPE}${-dy}A`;
  else if (dy > 0) text += `${ESCAPE}${dy}B`;
  return send(stream, text, callback);
}

module.exports = { clearLine, clearScreenDown, cursorTo, moveCursor };
