'use strict';

/*
 * Blob: https://nodejs.org/api/buffer.html#class-blob
 *
 * A blob is a list of parts, each a range of bytes that never change or of a file that must not have changed since. Slicing
 * and joining share the parts; bytes are copied when a blob is made from them and when it is read.
 */

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS },
} = require('internal/errors');
const { validateDictionary } = require('internal/validators');
const { isAnyArrayBuffer } = require('internal/util/types');
const { customInspectSymbol, kEnumerableProperty, lazyDOMException } = require('internal/util');
const { bufferFromUtf8 } = require('internal/buffer');
const { utf8Decode } = require('internal/buffer/utf8');

/** How many bytes a chunk of a blob's stream has at most. */
const STREAM_CHUNK_BYTES = 65536;

let utilInspect;

/** Bytes in memory. */
class MemoryPart {
  /** @param {Uint8Array} bytes never written to again */
  constructor(bytes) {
    this.bytes = bytes;
    this.size = bytes.length;
  }

  slice(start, end) {
    return new MemoryPart(this.bytes.subarray(start, end));
  }

  async read(start, end) {
    return this.bytes.subarray(start, end);
  }
}

/** A range of a file, readable as long as the file is as it was when the blob was made. */
class FilePart {
  constructor(path, start, end, fileSize, modified) {
    this.path = path;
    this.start = start;
    this.size = end - start;
    this.fileSize = fileSize;
    this.modified = modified;
  }

  slice(start, end) {
    return new FilePart(this.path, this.start + start, this.start + end, this.fileSize, this.modified);
  }

  async read(start, end) {
    const { open } = require('fs').promises;
    let file;
    try {
      file = await open(this.path, 'r');
      const stats = await file.stat();
      if (stats.size === this.fileSize && stats.mtimeMs === this.modified) {
        const bytes = new Uint8Array(end - start);
        let done = 0;
        while (done < bytes.length) {
          const { bytesRead } = await file.read(bytes, done, bytes.length - done, this.start + start + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        if (done === bytes.length) return bytes;
      }
    } catch (cause) {
      const error = notReadable();
      error.cause = cause;
      throw error;
    } finally {
      await file?.close();
    }
    throw notReadable();
  }
}

function notReadable() {
  return lazyDOMException('The blob could not be read', 'NotReadableError');
}

function toPart(source, endings) {
  if (isBlob(source)) return source;
  if (isAnyArrayBuffer(source)) return new MemoryPart(new Uint8Array(source).slice());
  if (ArrayBuffer.isView(source)) {
    return new MemoryPart(new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice());
  }
  let text = `${source}`;
  if (endings === 'native') text = text.replace(/\r\n|\r/g, '\n');
  // A copy: what a blob hands out must not be a view of the pool.
  return new MemoryPart(text.length === 0 ? new Uint8Array() : new Uint8Array(bufferFromUtf8(text)));
}

/** A media type: lower case, empty if it has characters that are not printable ASCII. */
function normalizeType(type) {
  const text = `${type}`;
  return /[^ -~]/.test(text) ? '' : text.toLowerCase();
}

/** Parts in, not sources: see createBlob. */
const kParts = Symbol('kParts');

class Blob {
  #parts;
  #size;
  #type;

  /**
   * @param {Iterable<string | ArrayBuffer | ArrayBufferView | Blob>} [sources]
   * @param {{endings?: 'transparent' | 'native', type?: string}} [options]
   */
  constructor(sources = [], options = undefined) {
    if (sources !== null && sources?.[kParts] !== undefined) {
      this.#set(sources[kParts], options);
      return;
    }
    if (sources === null || typeof sources !== 'object' || typeof sources[Symbol.iterator] !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
    }
    validateDictionary(options, 'options');
    const endings = options?.endings ?? 'transparent';
    const type = options?.type ?? '';
    if (endings !== 'transparent' && endings !== 'native') {
      throw new ERR_INVALID_ARG_VALUE('options.endings', endings);
    }
    const parts = [];
    for (const source of sources) {
      const part = toPart(source, endings);
      if (part instanceof Blob) parts.push(...part.#parts);
      else parts.push(part);
    }
    this.#set(parts, normalizeType(type));
  }

  #set(parts, type) {
    this.#parts = parts.filter((part) => part.size > 0 || part instanceof FilePart);
    this.#type = type;
    this.#size = this.#parts.reduce((size, part) => size + part.size, 0);
  }

  static isBlob(value) {
    return typeof value === 'object' && value !== null && #parts in value;
  }

  /** What a structured clone of the blob holds. */
  static partsOf(blob) {
    if (blob.#parts.some((part) => part instanceof FilePart)) {
      throw new ERR_INVALID_STATE('File-backed Blobs are not cloneable');
    }
    return { parts: blob.#parts, type: blob.#type };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return '[Blob]';
    utilInspect ??= require('internal/util/inspect').inspect;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `Blob ${utilInspect({ size: this.size, type: this.type }, inner)}`;
  }

  /** Media type in lower case. */
  get type() {
    if (!isBlob(this)) throw new ERR_INVALID_THIS('Blob');
    return this.#type;
  }

  /** Bytes. */
  get size() {
    if (!isBlob(this)) throw new ERR_INVALID_THIS('Blob');
    return this.#size;
  }

  /**
   * @param {number} [start]
   * @param {number} [end]
   * @param {string} [contentType]
   * @returns {Blob}
   */
  slice(start = 0, end = this.size, contentType = '') {
    if (!isBlob(this)) throw new ERR_INVALID_THIS('Blob');
    const clamp = (value) => {
      const index = Math.trunc(value) || 0;
      return index < 0 ? Math.max(this.#size + index, 0) : Math.min(index, this.#size);
    };
    const from = clamp(start);
    const to = Math.max(from, clamp(end));
    const parts = [];
    let at = 0;
    for (const part of this.#parts) {
      const first = Math.max(from - at, 0);
      const last = Math.min(to - at, part.size);
      if (first < last) parts.push(part.slice(first, last));
      at += part.size;
    }
    return createBlob(parts, normalizeType(contentType));
  }

  async #read() {
    const chunks = await Promise.all(this.#parts.map((part) => part.read(0, part.size)));
    const bytes = new Uint8Array(this.#size);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }

  /** @returns {Promise<ArrayBuffer>} */
  arrayBuffer() {
    if (!isBlob(this)) return Promise.reject(new ERR_INVALID_THIS('Blob'));
    return this.#read().then((bytes) => bytes.buffer);
  }

  /** @returns {Promise<string>} decoded from UTF-8 */
  text() {
    if (!isBlob(this)) return Promise.reject(new ERR_INVALID_THIS('Blob'));
    return this.#read().then((bytes) => {
      const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
      return utf8Decode(bytes, start, bytes.length);
    });
  }

  /** @returns {Promise<Uint8Array>} */
  bytes() {
    if (!isBlob(this)) return Promise.reject(new ERR_INVALID_THIS('Blob'));
    return this.#read();
  }

  /** @returns {ReadableStream} of bytes */
  stream() {
    if (!isBlob(this)) throw new ERR_INVALID_THIS('Blob');
    const { ReadableStream } = require('stream/web');
    const parts = [...this.#parts];
    let offset = 0;
    return new ReadableStream(
      {
        type: 'bytes',
        async pull(controller) {
          const part = parts[0];
          if (part === undefined) {
            controller.close();
            // A reader with a buffer of its own is waiting for an answer.
            controller.byobRequest?.respond(0);
            return;
          }
          const end = Math.min(part.size, offset + STREAM_CHUNK_BYTES);
          const bytes = await part.read(offset, end);
          offset = end;
          if (end === part.size) {
            parts.shift();
            offset = 0;
          }
          if (bytes.length > 0) controller.enqueue(bytes.slice());
          else await this.pull(controller);
        },
      },
      { highWaterMark: 0 },
    );
  }
}

Object.defineProperty(Blob.prototype, Symbol.toStringTag, { configurable: true, value: 'Blob' });
Object.defineProperties(Blob.prototype, {
  size: kEnumerableProperty,
  type: kEnumerableProperty,
  slice: kEnumerableProperty,
  stream: kEnumerableProperty,
  text: kEnumerableProperty,
  arrayBuffer: kEnumerableProperty,
  bytes: kEnumerableProperty,
});

/** @param {unknown} value @returns {value is Blob} */
const { isBlob, partsOf } = Blob;
delete Blob.isBlob;
delete Blob.partsOf;

/** A blob of parts that exist already. */
function createBlob(parts, type) {
  return new Blob({ [kParts]: parts }, type);
}

/**
 * A blob that reads a file when it is read.
 * @param {string | Buffer | URL} path
 * @param {{type?: string}} [options]
 * @returns {Promise<Blob>}
 */
async function createBlobFromFilePath(path, { type = '' } = {}) {
  const { stat } = require('fs').promises;
  const stats = await stat(path);
  return createBlob([new FilePart(path, 0, stats.size, stats.size, stats.mtimeMs)], normalizeType(type));
}

/** What `structuredClone` copies of a blob: hand it to cloneBlob. */
function serializeBlob(blob) {
  return partsOf(blob);
}

/** @param {{parts: object[], type: string}} data made by serializeBlob */
function cloneBlob({ parts, type }) {
  return createBlob(parts, type);
}

// ---- object URLs ----

const OBJECT_URL_PREFIX = 'blob:nodedata:';
/** @type {Map<string, Blob>} */
const objectUrls = new Map();

/**
 * Registers a blob under a URL of its own, until revokeObjectURL.
 * @param {Blob} blob
 * @returns {string}
 */
function createObjectURL(blob) {
  if (!isBlob(blob)) throw new ERR_INVALID_ARG_TYPE('obj', 'Blob', blob);
  const id = require('crypto').randomUUID();
  objectUrls.set(id, blob);
  return `${OBJECT_URL_PREFIX}${id}`;
}

function objectUrlId(url) {
  const text = `${url}`;
  return text.startsWith(OBJECT_URL_PREFIX) ? text.slice(OBJECT_URL_PREFIX.length) : undefined;
}

/** @param {string} url */
function revokeObjectURL(url) {
  objectUrls.delete(objectUrlId(url));
}

/**
 * @param {string} url
 * @returns {Blob | undefined} the blob registered under a URL
 */
function resolveObjectURL(url) {
  const blob = objectUrls.get(objectUrlId(url));
  return blob === undefined ? undefined : blob.slice(0, blob.size, blob.type);
}

module.exports = {
  Blob,
  cloneBlob,
  createBlobFromFilePath,
  createObjectURL,
  isBlob,
  resolveObjectURL,
  revokeObjectURL,
  serializeBlob,
};
