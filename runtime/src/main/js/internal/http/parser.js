'use strict';

// The JavaScript half of the HTTP parser: reads the blocks of events that dev.gori.runtime.http.HttpEvents describes, and makes
// messages of them. Names and values of headers stay bytes until somebody reads them.

const { Buffer } = require('buffer');
const binding = internalBinding('http_parser');

const HEAD = 1;
const BODY = 2;
const BODY_DATA = 3;
const TRAILERS = 4;
const COMPLETE = 5;
const UPGRADE = 6;
const ERROR = 7;

/** Bits of a HEAD event, as in dev.gori.runtime.http.HttpParser. */
const Flags = {
  KEEP_ALIVE: 1,
  IS_UPGRADE: 1 << 1,
  CHUNKED: 1 << 2,
  CONTENT_LENGTH: 1 << 3,
  HAS_BODY: 1 << 4,
  HAS_HOST: 1 << 5,
  HAS_EXPECT: 1 << 6,
  CONNECTION_CLOSE: 1 << 7,
  CONNECTION_KEEP_ALIVE: 1 << 8,
  TRANSFER_ENCODING: 1 << 9,
  IS_COMPLETE: 1 << 10,
};

const FIELD_BYTES = 20;
const LOWER_CASE = 1 << 16;
const DEFAULT_MAX_HEADER_SIZE = 16 * 1024;
const LENIENT_ALL = (1 << 10) - 1;

let writtenNames;
let lowerNames;

function loadNames() {
  writtenNames = ['', ...binding.headerNames()];
  lowerNames = writtenNames.map((name) => name.toLowerCase());
}

function int(bytes, at) {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}

const { fromCharCode } = String;

/** The Latin-1 text of bytes; most of what it is asked for is short. */
function latin1(bytes, from, length) {
  const end = from + length;
  let text = '';
  let i = from;
  for (; i + 8 <= end; i += 8) {
    text += fromCharCode(
      bytes[i],
      bytes[i + 1],
      bytes[i + 2],
      bytes[i + 3],
      bytes[i + 4],
      bytes[i + 5],
      bytes[i + 6],
      bytes[i + 7],
    );
  }
  switch (end - i) {
    case 0:
      return text;
    case 1:
      return text + fromCharCode(bytes[i]);
    case 2:
      return text + fromCharCode(bytes[i], bytes[i + 1]);
    case 3:
      return text + fromCharCode(bytes[i], bytes[i + 1], bytes[i + 2]);
    case 4:
      return text + fromCharCode(bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]);
    default:
      for (; i < end; i++) text += fromCharCode(bytes[i]);
      return text;
  }
}

/** The headers or trailers of one message: a copy of the block, decoded when asked. */
class HeaderBlock {
  #bytes;
  #count;
  #start;

  /**
   * @param {Uint8Array} bytes begins with the fields, the text follows
   * @param {number} count
   */
  constructor(bytes, count) {
    this.#bytes = bytes;
    this.#count = count;
    this.#start = count * FIELD_BYTES;
  }

  get count() {
    return this.#count;
  }

  /** Calls back with every name in lower case and its value; at most `limit` headers. */
  forEach(limit, callback) {
    if (lowerNames === undefined) loadNames();
    const bytes = this.#bytes;
    const count = Math.min(this.#count, limit);
    for (let i = 0, at = 0; i < count; i++, at += FIELD_BYTES) {
      const id = Math.abs(int(bytes, at)) & 0xffff;
      const name =
        id !== 0 ? lowerNames[id] : latin1(bytes, this.#start + int(bytes, at + 4), int(bytes, at + 8)).toLowerCase();
      callback(name, latin1(bytes, this.#start + int(bytes, at + 12), int(bytes, at + 16)));
    }
  }

  /** Names as they were written and values, one after the other. */
  raw(limit) {
    if (lowerNames === undefined) loadNames();
    const bytes = this.#bytes;
    const count = Math.min(this.#count, limit);
    const list = [];
    for (let i = 0, at = 0; i < count; i++, at += FIELD_BYTES) {
      const id = int(bytes, at);
      let name;
      if (id <= 0) name = latin1(bytes, this.#start + int(bytes, at + 4), int(bytes, at + 8));
      else name = (id & LOWER_CASE) === 0 ? writtenNames[id] : lowerNames[id & 0xffff];
      list.push(name, latin1(bytes, this.#start + int(bytes, at + 12), int(bytes, at + 16)));
    }
    return list;
  }
}

/**
 * A parser of one side of a connection. Its user sets `handler`:
 *
 *   onHead(parser, flags, methodOrStatus, text, headers) → 2 when the connection leaves HTTP
 *   onBody(parser, chunk), onTrailers(parser, headers), onComplete(parser)
 *   onUpgrade(parser, rest), onError(parser, error)
 */
class HTTPParser {
  static REQUEST = 1;
  static RESPONSE = 2;
  static kLenientNone = 0;
  static kLenientAll = LENIENT_ALL;

  #id = 0;
  #type = 0;
  #failure = null;

  handler = null;
  socket = null;
  incoming = null;
  outgoing = null;
  maxHeaderPairs = 2000;
  onIncoming = null;
  joinDuplicateHeaders = null;
  _consumed = false;

  get id() {
    return this.#id;
  }

  get type() {
    return this.#type;
  }

  /**
   * Makes it ready for a connection.
   *
   * @param {number} type HTTPParser.REQUEST or RESPONSE
   * @param {number} maxHeaderSize 0: the default
   * @param {number} lenient flags
   * @param {boolean} attached whether a socket feeds it, so that bodies come with the events
   */
  initialize(type, maxHeaderSize, lenient, attached) {
    this.free();
    this.#type = type;
    this.#failure = null;
    this.#id = binding.create(type, maxHeaderSize || DEFAULT_MAX_HEADER_SIZE, lenient, attached);
  }

  /** Gives its resources back. */
  free() {
    if (this.#id !== 0) {
      binding.free(this.#id);
      this.#id = 0;
    }
  }

  /** The next response answers a request of this method. */
  expectResponseTo(method) {
    binding.expectResponseTo(this.#id, method);
  }

  /** Counts time from now as waiting for a message. */
  startClock() {
    binding.startClock(this.#id);
  }

  isLate(headersTimeout, requestTimeout) {
    return this.#id !== 0 && binding.isLate(this.#id, headersTimeout, requestTimeout);
  }

  /** Whether no message has begun. */
  isIdle() {
    return this.#id === 0 || binding.isIdle(this.#id);
  }

  /**
   * Parses bytes and calls the handler.
   *
   * @param {Uint8Array} input
   * @returns {Error | undefined} the parse error
   */
  execute(input) {
    if (this.#id === 0) return undefined;
    this.#failure = null;
    const block = binding.execute(this.#id, input);
    if (block !== undefined) this.readEvents(block, 0, block.length, input, 0);
    return this.#failure ?? undefined;
  }

  /** The other side has ended. @returns {Error | undefined} */
  finish() {
    if (this.#id === 0) return undefined;
    this.#failure = null;
    const block = binding.finish(this.#id);
    if (block !== undefined) this.readEvents(block, 0, block.length, undefined, 0);
    return this.#failure ?? undefined;
  }

  #resume(rest) {
    const block = binding.resume(this.#id);
    if (block !== undefined) this.readEvents(block, 0, block.length, undefined, 0);
    if (this.#id !== 0 && rest !== undefined && rest.length > 0) {
      const more = binding.execute(this.#id, rest);
      if (more !== undefined) this.readEvents(more, 0, more.length, rest, 0);
    }
  }

  /**
   * Goes through a block of events.
   *
   * @param {Uint8Array} bytes holds the block at [at, at + length)
   * @param {Uint8Array | undefined} input what BODY and UPGRADE events refer to
   */
  readEvents(bytes, at, length, input) {
    const end = at + length;
    const { handler } = this;
    let leaves = false;
    while (at < end && this.#id !== 0) {
      switch (int(bytes, at)) {
        case HEAD: {
          const flags = int(bytes, at + 4);
          const what = int(bytes, at + 8);
          const textOffset = int(bytes, at + 12);
          const textLength = int(bytes, at + 16);
          const count = int(bytes, at + 20);
          const blockLength = int(bytes, at + 24);
          const fields = at + 28;
          const block = fields + count * FIELD_BYTES;
          const text = latin1(bytes, block + textOffset, textLength);
          at = block + ((blockLength + 3) & ~3);
          const headers = new HeaderBlock(bytes.slice(fields, block + blockLength), count);
          leaves = handler.onHead(this, flags, what, text, headers) === 2;
          if ((flags & Flags.IS_COMPLETE) !== 0 && this.#id !== 0) handler.onComplete(this);
          break;
        }
        case BODY: {
          const from = int(bytes, at + 4);
          const size = int(bytes, at + 8);
          at += 12;
          handler.onBody(this, input.subarray(from, from + size));
          break;
        }
        case BODY_DATA: {
          const size = int(bytes, at + 4);
          const chunk = Buffer.allocUnsafeSlow(size);
          chunk.set(bytes.subarray(at + 8, at + 8 + size));
          at += 8 + ((size + 3) & ~3);
          handler.onBody(this, chunk);
          break;
        }
        case TRAILERS: {
          const count = int(bytes, at + 4);
          const blockLength = int(bytes, at + 8);
          const fields = at + 12;
          const block = fields + count * FIELD_BYTES;
          at = block + ((blockLength + 3) & ~3);
          handler.onTrailers(this, new HeaderBlock(bytes.slice(fields, block + blockLength), count));
          break;
        }
        case COMPLETE:
          at += 4;
          handler.onComplete(this);
          break;
        case UPGRADE: {
          const from = int(bytes, at + 4);
          at += 8;
          const rest = input.subarray(from);
          if (leaves) {
            handler.onComplete(this);
            handler.onUpgrade(this, rest);
            return;
          }
          this.#resume(rest);
          return;
        }
        case ERROR: {
          const [code, reason, position] = binding.error(this.#id);
          at += 8;
          const error = new Error(`Parse Error: ${reason}`);
          error.bytesParsed = Number(position);
          error.code = code;
          error.reason = reason;
          this.#failure = error;
          handler.onError(this, error, input);
          return;
        }
      }
    }
  }
}

module.exports = { HTTPParser, Flags };
