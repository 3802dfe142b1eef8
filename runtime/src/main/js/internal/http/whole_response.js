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

/** Writes a head of Latin-1 characters; returns the offset behind it. */
function putLatin1(arena, at, text) {
  for (let i = 0; i < text.length; i++) arena[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** As putLatin1; -1 when there is a character that is not ASCII. */
function putAscii(arena, at, text) {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return -1;
    arena[at + i] = code;
  }
  return at + text.length;
}

/** Writes a message of which nothing was written yet. */
function writeWhole(message, socket, body, encoding) {
  const handle = socket._handle;
  const header = message._header;
  let prefix = '';
  let suffix = '';
  if (message._hasBody && message.chunkedEncoding) {
    if (body.length !== 0) {
      const length = typeof body === 'string' ? Buffer.byteLength(body, encoding) : body.length;
      prefix = `${length.toString(16)}\r\n`;
      suffix = `\r\n0\r\n${message._trailer}\r\n`;
    } else {
      suffix = `0\r\n${message._trailer}\r\n`;
    }
  }
  const isText = typeof body === 'string' && (!encoding || encoding === 'utf8' || encoding === 'utf-8');
  const room = header.length + prefix.length + body.length + suffix.length;
  const from = isText ? reserveSubmission(room) : -1;
  if (from >= 0) {
    const arena = submissionArena();
    let at = putLatin1(arena, from, header);
    if (prefix !== '') at = putLatin1(arena, at, prefix);
    at = putAscii(arena, at, body);
    if (at >= 0) {
      if (suffix !== '') at = putLatin1(arena, at, suffix);
      commitSubmission(handle.id, SUBMIT_WRITE, at - from);
      handle.bytesWritten += at - from;
      return;
    }
  }
  const bytes = Buffer.concat([
    Buffer.from(header + prefix, 'latin1'),
    typeof body === 'string' ? Buffer.from(body, encoding) : body,
    Buffer.from(suffix, 'latin1'),
  ]);
  if (!handle.submitWrite(bytes)) socket.write(bytes);
}

/** Lets whole responses to the socket take the short way. */
function allowDirect(socket) {
  socketWrite ??= require('internal/net/socket').Socket.prototype.write;
  socket[kDirect] = true;
}

module.exports = { allowDirect, isWholeWritable, writeWhole };
