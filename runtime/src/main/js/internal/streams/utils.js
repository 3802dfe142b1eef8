// What kind of stream is this, and what became of it? The questions are asked of streams of every origin: this library's, those
// of npm packages (old ones too, without states), http's messages, and web streams.
'use strict';

const kIsDestroyed = Symbol.for('nodejs.stream.destroyed');
const kIsErrored = Symbol.for('nodejs.stream.errored');
const kIsReadable = Symbol.for('nodejs.stream.readable');
const kIsWritable = Symbol.for('nodejs.stream.writable');
const kIsDisturbed = Symbol.for('nodejs.stream.disturbed');
/** On web streams: `{ promise }`, settled when the stream has closed or failed. */
const kIsClosedPromise = Symbol.for('nodejs.webstream.isClosedPromise');
/** On web streams: makes the stream fail. */
const kControllerErrorFunction = Symbol.for('nodejs.webstream.controllerErrorFunction');

const isFunction = (value) => typeof value === 'function';
const isBoolean = (value) => typeof value === 'boolean';

/**
 * @param {any} value
 * @param {boolean} [strict] it must also be possible to pause it
 */
function isReadableNodeStream(value, strict = false) {
  if (!value || !isFunction(value.pipe) || !isFunction(value.on)) return false;
  if (strict && !(isFunction(value.pause) && isFunction(value.resume))) return false;
  // A Writable inherits pipe(), and a Duplex may have been made without its readable side.
  return !value._writableState || (Boolean(value._readableState) && value._readableState.readable !== false);
}

function isWritableNodeStream(value) {
  if (!value || !isFunction(value.write) || !isFunction(value.on)) return false;
  return !value._readableState || value._writableState?.writable !== false;
}

function isDuplexNodeStream(value) {
  return Boolean(
    value && isFunction(value.pipe) && value._readableState && isFunction(value.on) && isFunction(value.write),
  );
}

function isNodeStream(value) {
  if (!value) return false;
  if (value._readableState || value._writableState) return true;
  return isFunction(value.on) && (isFunction(value.write) || isFunction(value.pipe));
}

function isReadableStream(value) {
  return Boolean(
    value &&
    !isNodeStream(value) &&
    isFunction(value.pipeThrough) &&
    isFunction(value.getReader) &&
    isFunction(value.cancel),
  );
}

function isWritableStream(value) {
  return Boolean(value && !isNodeStream(value) && isFunction(value.getWriter) && isFunction(value.abort));
}

function isTransformStream(value) {
  return Boolean(
    value && !isNodeStream(value) && typeof value.readable === 'object' && typeof value.writable === 'object',
  );
}

function isWebStream(value) {
  return isReadableStream(value) || isWritableStream(value) || isTransformStream(value);
}

/**
 * @param {any} value
 * @param {boolean} [isAsync] true: asynchronously iterable; false: synchronously; none: either
 */
function isIterable(value, isAsync) {
  if (value == null) return false;
  if (isAsync !== false && isFunction(value[Symbol.asyncIterator])) return true;
  return isAsync !== true && isFunction(value[Symbol.iterator]);
}

// The questions below answer null when they make no sense for the value.

function isDestroyed(stream) {
  if (!isNodeStream(stream)) return null;
  const state = stream._writableState || stream._readableState;
  return Boolean(stream.destroyed || stream[kIsDestroyed] || state?.destroyed);
}

/** Whether end() was called. */
function isWritableEnded(stream) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableEnded === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  return isBoolean(state?.ended) ? state.ended : null;
}

/** Whether 'finish' was emitted; with strict false, also whether it only has to be. */
function isWritableFinished(stream, strict) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableFinished === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  if (!isBoolean(state?.finished)) return null;
  return state.finished || (strict === false && state.ended === true && state.length === 0);
}

/** Whether push(null) was called. */
function isReadableEnded(stream) {
  if (!isReadableNodeStream(stream)) return null;
  if (stream.readableEnded === true) return true;
  const state = stream._readableState;
  if (!state || state.errored) return false;
  return isBoolean(state.ended) ? state.ended : null;
}

/** Whether 'end' was emitted; with strict false, also whether it only has to be. */
function isReadableFinished(stream, strict) {
  if (!isReadableNodeStream(stream)) return null;
  const state = stream._readableState;
  if (state?.errored) return false;
  if (!isBoolean(state?.endEmitted)) return null;
  return state.endEmitted || (strict === false && state.ended === true && state.length === 0);
}

function isReadable(stream) {
  if (stream && stream[kIsReadable] != null) return stream[kIsReadable];
  if (!isBoolean(stream?.readable)) return null;
  if (isDestroyed(stream)) return false;
  return isReadableNodeStream(stream) && stream.readable && !isReadableFinished(stream);
}

function isWritable(stream) {
  if (stream && stream[kIsWritable] != null) return stream[kIsWritable];
  if (!isBoolean(stream?.writable)) return null;
  if (isDestroyed(stream)) return false;
  return isWritableNodeStream(stream) && stream.writable && !isWritableEnded(stream);
}

/** Whether nothing is left to read or to write; the options leave one side out. */
function isFinished(stream, options) {
  if (!isNodeStream(stream)) return null;
  if (isDestroyed(stream)) return true;
  if (options?.readable !== false && isReadable(stream)) return false;
  return !(options?.writable !== false && isWritable(stream));
}

function isWritableErrored(stream) {
  if (!isNodeStream(stream)) return null;
  return stream.writableErrored || (stream._writableState?.errored ?? null);
}

function isReadableErrored(stream) {
  if (!isNodeStream(stream)) return null;
  return stream.readableErrored || (stream._readableState?.errored ?? null);
}

function isClosed(stream) {
  if (!isNodeStream(stream)) return null;
  if (isBoolean(stream.closed)) return stream.closed;
  const writable = stream._writableState?.closed;
  const readable = stream._readableState?.closed;
  if (isBoolean(writable) || isBoolean(readable)) return writable || readable;
  return isBoolean(stream._closed) && isOutgoingMessage(stream) ? stream._closed : null;
}

function isOutgoingMessage(stream) {
  return (
    isBoolean(stream._closed) &&
    isBoolean(stream._defaultKeepAlive) &&
    isBoolean(stream._removedConnection) &&
    isBoolean(stream._removedContLen)
  );
}

function isServerResponse(stream) {
  return isBoolean(stream._sent100) && isOutgoingMessage(stream);
}

function isServerRequest(stream) {
  return isBoolean(stream._consumed) && isBoolean(stream._dumped) && stream.req?.upgradeOrConnect === undefined;
}

/** Whether a request object of http's client, or one that looks like it. */
function isRequest(stream) {
  return Boolean(stream?.setHeader) && isFunction(stream.abort);
}

/** Whether 'close' will still come, without anybody asking for it. */
function willEmitClose(stream) {
  if (!isNodeStream(stream)) return null;
  const state = stream._writableState || stream._readableState;
  if (!state) return isServerResponse(stream);
  return Boolean(state.autoDestroy && state.emitClose && state.closed === false);
}

/** Whether something was read from it, or it was destroyed before its end. */
function isDisturbed(stream) {
  return Boolean(stream && (stream[kIsDisturbed] ?? (stream.readableDidRead || stream.readableAborted)));
}

function isErrored(stream) {
  return Boolean(
    stream &&
    (stream[kIsErrored] ??
      stream.readableErrored ??
      stream.writableErrored ??
      stream._readableState?.errorEmitted ??
      stream._writableState?.errorEmitted ??
      stream._readableState?.errored ??
      stream._writableState?.errored),
  );
}

module.exports = {
  isClosed,
  isDestroyed,
  isDisturbed,
  isDuplexNodeStream,
  isErrored,
  isFinished,
  isIterable,
  isNodeStream,
  isOutgoingMessage,
  isReadable,
  isReadableEnded,
  isReadableErrored,
  isReadableFinished,
  isReadableNodeStream,
  isReadableStream,
  isRequest,
  isServerRequest,
  isServerResponse,
  isTransformStream,
  isWebStream,
  isWritable,
  isWritableEnded,
  isWritableErrored,
  isWritableFinished,
  isWritableNodeStream,
  isWritableStream,
  kControllerErrorFunction,
  kIsClosedPromise,
  kIsDestroyed,
  kIsDisturbed,
  kIsErrored,
  kIsReadable,
  kIsWritable,
  willEmitClose,
};
