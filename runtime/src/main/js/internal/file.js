'use strict';

/* File: https://nodejs.org/api/buffer.html#class-file */

const {
  codes: { ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { Blob, cloneBlob, serializeBlob } = require('internal/blob');

let utilInspect;

class File extends Blob {
  #name;
  #lastModified;

  /**
   * @param {Iterable<string | ArrayBuffer | ArrayBufferView | Blob>} fileBits
   * @param {string} fileName
   * @param {{endings?: 'transparent' | 'native', type?: string, lastModified?: number}} [options]
   *   lastModified in milliseconds since 1970, by default now
   */
  constructor(fileBits, fileName, options = {}) {
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('fileBits', 'fileName');
    super(fileBits, options);
    let { lastModified } = options ?? {};
    if (lastModified !== undefined) {
      // WebIDL's conversion to a long long.
      lastModified = Math.trunc(+lastModified) || 0;
    } else {
      lastModified = Date.now();
    }
    this.#name = `${fileName}`.toWellFormed();
    this.#lastModified = lastModified;
  }

  get name() {
    if (!isFile(this)) throw new ERR_INVALID_THIS('File');
    return this.#name;
  }

  get lastModified() {
    if (!isFile(this)) throw new ERR_INVALID_THIS('File');
    return this.#lastModified;
  }

  static isFile(value) {
    return typeof value === 'object' && value !== null && #name in value;
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return '[File]';
    utilInspect ??= require('internal/util/inspect').inspect;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const { size, type, name, lastModified } = this;
    return `File ${utilInspect({ size, type, name, lastModified }, inner)}`;
  }
}

const { isFile } = File;
delete File.isFile;

Object.defineProperties(File.prototype, {
  name: kEnumerableProperty,
  lastModified: kEnumerableProperty,
  [Symbol.toStringTag]: { configurable: true, value: 'File' },
});

/** What `structuredClone` copies of a file: hand it to cloneFile. */
function serializeFile(file) {
  const { name, lastModified, type } = file;
  return { content: serializeBlob(file), name, lastModified, type };
}

/** @param {{content: object, name: string, lastModified: number, type: string}} data made by serializeFile */
function cloneFile({ content, name, lastModified, type }) {
  return new File([cloneBlob(content)], name, { lastModified, type });
}

module.exports = { File, cloneFile, isFile, serializeFile };
