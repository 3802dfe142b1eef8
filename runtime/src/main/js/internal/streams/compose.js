// compose(): several streams as one Duplex, which writes to the first and reads from the last.
'use strict';

const { AbortError, codes } = require('internal/errors');
const Duplex = require('internal/streams/duplex');
const { destroyer } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');
const { pipeline } = require('internal/streams/pipeline');
const {
  isNodeStream,
  isReadable,
  isReadableStream,
  isTransformStream,
  isWebStream,
  isWritable,
  isWritableStream,
} = require('internal/streams/utils');

const canBeRead = (stream) => isReadable(stream) || isReadableStream(stream) || isTransformStream(stream);
const canBeWritten = (stream) => isWritable(stream) || isWritableStream(stream) || isTransformStream(stream);

/**
 * @param {...any} streams streams, functions, iterables
 * @returns {Duplex}
 */
function compose(...streams) {
  if (streams.length === 0) throw new codes.ERR_MISSING_ARGS('streams');
  if (streams.length === 1) return Duplex.from(streams[0]);

  const given = [...streams];
  const last = streams.length - 1;
  if (typeof streams[0] === 'function') streams[0] = Duplex.from(streams[0]);
  if (typeof streams[last] === 'function') streams[last] = Duplex.from(streams[last]);
  for (let i = 0; i <= last; i++) {
    const stream = streams[i];
    if (!isNodeStream(stream) && !isWebStream(stream)) continue;
    if (i < last && !canBeRead(stream)) {
      throw new codes.ERR_INVALID_ARG_VALUE(`streams[${i}]`, given[i], 'must be readable');
    }
    if (i > 0 && !canBeWritten(stream)) {
      throw new codes.ERR_INVALID_ARG_VALUE(`streams[${i}]`, given[i], 'must be writable');
    }
  }

  const waiting = { close: null, drain: null, finish: null, readable: null };
  const call = (name, ...args) => {
    const callback = waiting[name];
    waiting[name] = null;
    callback?.(...args);
    return callback !== null;
  };
  let over = false;
  const onPipelineEnd = (error) => {
    over = true;
    if (call('close', error)) return;
    if (error) composed.destroy(error);
    else if (!readable && !writable) composed.destroy();
  };

  const head = streams[0];
  const tail = pipeline(streams, onPipelineEnd);
  const writable = Boolean(canBeWritten(head));
  const readable = Boolean(canBeRead(tail));
  const composed = new Duplex({
    writableObjectMode: Boolean(head?.writableObjectMode),
    readableObjectMode: Boolean(tail?.readableObjectMode),
    writable,
    readable,
  });

  if (writable) connectHead(composed, head, tail, waiting, call);
  if (readable) connectTail(composed, tail, waiting, call);

  composed._destroy = (error, callback) => {
    const reason = error || over ? error : new AbortError();
    waiting.readable = null;
    waiting.drain = null;
    waiting.finish = null;
    if (isNodeStream(tail)) destroyer(tail, reason);
    if (over) callback(reason);
    else waiting.close = callback;
  };
  return composed;
}

/** What is written to the whole is written to its first stream. */
function connectHead(composed, head, tail, waiting, call) {
  if (isNodeStream(head)) {
    composed._write = (chunk, encoding, callback) => {
      if (head.write(chunk, encoding)) callback();
      else waiting.drain = callback;
    };
    composed._final = (callback) => {
      head.end();
      waiting.finish = callback;
    };
    head.on('drain', () => call('drain'));
  } else if (isWebStream(head)) {
    const writer = (isTransformStream(head) ? head.writable : head).getWriter();
    composed._write = async (chunk, encoding, callback) => {
      try {
        await writer.ready;
        writer.write(chunk).catch(() => {
          // writer.ready and close() tell of it.
        });
        callback();
      } catch (error) {
        callback(error);
      }
    };
    composed._final = async (callback) => {
      try {
        await writer.ready;
        writer.close().catch(() => {
          // The pipeline tells of it.
        });
        waiting.finish = callback;
      } catch (error) {
        callback(error);
      }
    };
  }
  // The whole has finished when all that was written went through.
  eos(isTransformStream(tail) ? tail.readable : tail, () => call('finish'));
}

/** What is read from the whole is read from its last stream. */
function connectTail(composed, tail, waiting, call) {
  if (isNodeStream(tail)) {
    tail.on('readable', () => call('readable'));
    tail.on('end', () => composed.push(null));
    composed._read = () => {
      for (;;) {
        const chunk = tail.read();
        if (chunk === null) {
          waiting.readable = composed._read;
          return;
        }
        if (!composed.push(chunk)) return;
      }
    };
  } else if (isWebStream(tail)) {
    const reader = (isTransformStream(tail) ? tail.readable : tail).getReader();
    composed._read = async () => {
      for (;;) {
        let result;
        try {
          result = await reader.read();
        } catch {
          // The pipeline tells of it.
          return;
        }
        if (result.done) {
          composed.push(null);
          return;
        }
        if (!composed.push(result.value)) return;
      }
    };
  }
}

module.exports = compose;
