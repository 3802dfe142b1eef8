'use strict';

// A response that is complete when its head is written: head and body go to Java in one submission, as bytes, past the socket's
// stream. That is only right while nothing waits in the stream and nobody watches it.

const { Buffer } = require('buffer');
const { isUint8Array } = require('internal/util/types');
const { submissionArena, reserveSubmission, commitSubmission } = require('internal/handles');

const MAX_BODY = 32 * 1024;
const SUBMIT_WRITE = 1;

/** Set by internal/http/connection on sockets whose bytes may go past the stream: their write functions are the original ones. */
const kDirect = Symbol('kDirect');

let socketWrite;

/**
 * Whether end(chunk) may take the short way.
 *
 * @param {OutgoingMessage} message
 * @param {any} socket
 * @param {any} chunk
 */
function isWholeWritable(message, socket, chunk) {
  if (socket === null || socket === undefined || socket[kDirect] !== true) return false;
  if (message._headerSent || message.finished || message.destroyed || message.outputData.length !== 0) return false;
  if (message.strictContentLength || socket._httpMessage !== message || socket.write !== socketWrite) return false;
  if (chunk && (chunk.length > MAX_BODY || (typeof chunk !== 'string' && !isUint8Array(chunk)))) return false;
  const state = socket._writableState;
  return (
    state.length === 0 &&
    state.corked === 0 &&
    !state.ending &&
    !state.destroyed &&
    state.errored === null &&
    socket._handle !== null &&
    socket._handle.isWritable
  );
}

/** Writes text; -1 when there is a character that is not ASCII. */
function putAscii(arena, at, text) {
  const { length } = text;
  let bits = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    bits |= code;
    arena[at + i] = code;
  }
  return bits > 0x7f ? -1 : at + length;
}

// The head of the last response, and its bytes once it came twice: most responses of a second have the same one.
let lastHead = '';
let lastHeadBytes = null;

function putHead(arena, at, head) {
  if (head === lastHead) {
    if (lastHeadBytes === null) {
      const end = putAscii(arena, at, head);
      if (end >= 0) lastHeadBytes = arena.slice(at, end);
      return end;
    }
    arena.set(lastHeadBytes, at);
    return at + lastHeadBytes.length;
  }
  lastHead = head;
  lastHeadBytes = null;
  return putAscii(arena, at, head);
}

/** Writes a message of which nothing was written yet. */
function writeWhole(message, socket, body, encoding) {
  const handle = socket._handle;
  let head = message._header;
  let tail = '';
  if (message._hasBody && message.chunkedEncoding) {
    if (body.length !== 0) {
      const length = typeof body === 'string' ? Buffer.byteLength(body, encoding) : body.length;
      head += `${length.toString(16)}\r\n`;
      tail = `\r\n0\r\n${message._trailer}\r\n`;
    } else {
      tail = `0\r\n${message._trailer}\r\n`;
    }
  }
  const isUtf8 = typeof body === 'string' && (!encoding || encoding === 'utf8' || encoding === 'utf-8');
  if (isUtf8) {
    const from = reserveSubmission(head.length + body.length + tail.length);
    if (from >= 0) {
      const arena = submissionArena();
      let at = putHead(arena, from, head);
      if (at >= 0) at = putAscii(arena, at, body);
      if (at >= 0 && tail !== '') at = putAscii(arena, at, tail);
      if (at >= 0) {
        commitSubmission(handle.id, SUBMIT_WRITE, at - from);
        handle.bytesWritten += at - from;
        return;
      }
    }
  }
  // A head in front of plain text is written in the text's encoding, as it is when both go through the stream.
  const headEncoding = isUtf8 && body !== '' && tail === '' ? 'utf8' : 'latin1';
  const bytes = Buffer.concat([
    Buffer.from(head, headEncoding),
    typeof body === 'string' ? Buffer.from(body, encoding) : body,
    Buffer.from(tail, 'latin1'),
  ]);
  if (!handle.submitWrite(bytes)) socket.write(bytes);
}

/** Lets whole responses to the socket take the short way. */
function allowDirect(socket) {
  socketWrite ??= require('internal/net/socket').Socket.prototype.write;
  socket[kDirect] = true;
}

module.exports = { allowDirect, isWholeWritable, writeWhole };
