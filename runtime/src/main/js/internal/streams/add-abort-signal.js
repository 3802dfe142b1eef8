// addAbortSignal(): an AbortSignal that destroys a stream.
'use strict';

const { AbortError, codes } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');
const { addAbortListener } = require('internal/events/abort_listener');
const { eos } = require('internal/streams/end-of-stream');
const { isNodeStream, isWebStream, kControllerErrorFunction } = require('internal/streams/utils');

/**
 * @template T
 * @param {AbortSignal} signal
 * @param {T} stream
 * @returns {T} the stream
 */
function addAbortSignal(signal, stream) {
  validateAbortSignal(signal, 'signal');
  if (!isNodeStream(stream) && !isWebStream(stream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  return addAbortSignalNoValidate(signal, stream);
}

/** As addAbortSignal(); what is no signal is passed over. */
function addAbortSignalNoValidate(signal, stream) {
  if (signal === null || typeof signal !== 'object' || !('aborted' in signal)) return stream;
  const onAbort = () => {
    const error = new AbortError(undefined, { cause: signal.reason });
    if (isNodeStream(stream)) stream.destroy(error);
    else stream[kControllerErrorFunction](error);
  };
  if (signal.aborted) {
    onAbort();
  } else {
    const listening = addAbortListener(signal, onAbort);
    eos(stream, listening[Symbol.dispose]);
  }
  return stream;
}

module.exports = { addAbortSignal, addAbortSignalNoValidate };
