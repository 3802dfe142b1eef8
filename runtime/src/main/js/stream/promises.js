'use strict';

// https://nodejs.org/api/stream.html#streams-promises-api

const { isIterable, isNodeStream, isWebStream } = require('internal/streams/utils');
const { pipelineImpl } = require('internal/streams/pipeline');
const { finished } = require('internal/streams/end-of-stream');

function isOptions(value) {
  return (
    value !== null && typeof value === 'object' && !isNodeStream(value) && !isIterable(value) && !isWebStream(value)
  );
}

/**
 * Connects streams, generators and iterables; settles when all of them are done.
 * @param {...any} streams The last one may be `{ signal, end }`.
 * @returns {Promise<any>}
 */
function pipeline(...streams) {
  return new Promise((resolve, reject) => {
    let signal;
    let end;
    if (isOptions(streams.at(-1))) ({ signal, end } = streams.pop());
    pipelineImpl(streams, (error, value) => (error ? reject(error) : resolve(value)), { signal, end });
  });
}

module.exports = { finished, pipeline };
