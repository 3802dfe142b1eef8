'use strict';

// module.SourceMap: a source map of version 3, also one of sections. https://nodejs.org/api/module.html#class-modulesourcemap

const { validateObject } = require('internal/validators');
const { decode } = require('internal/npm/jridgewell__sourcemap-codec/dist/sourcemap-codec.umd');

function cloneOf(payload) {
  validateObject(payload, 'payload');
  const clone = { ...payload };
  for (const [name, value] of Object.entries(clone)) {
    if (Array.isArray(value)) clone[name] = value.slice();
  }
  if (clone.sections) {
    clone.sections = clone.sections.map(({ offset, map }) => ({ offset: { ...offset }, map: cloneOf(map) }));
  }
  return clone;
}

class SourceMap {
  #payload;
  #lineLengths;
  /** Sorted by generated position. */
  #entries = [];

  /**
   * @param {object} payload the parsed JSON; it is copied
   * @param {{lineLengths?: number[]}} [options] the length of each line of the generated source
   */
  constructor(payload, { lineLengths } = {}) {
    this.#payload = cloneOf(payload);
    this.#lineLengths = lineLengths?.slice();
    if (this.#payload.sections) {
      for (const { offset, map } of this.#payload.sections) this.#add(map, offset.line, offset.column);
    } else {
      this.#add(this.#payload, 0, 0);
    }
    this.#entries.sort((a, b) => a.generatedLine - b.generatedLine || a.generatedColumn - b.generatedColumn);
  }

  #add({ mappings, sources, names }, firstLine, firstColumn) {
    decode(mappings).forEach((segments, line) => {
      for (const [column, source, originalLine, originalColumn, name] of segments) {
        this.#entries.push({
          generatedLine: firstLine + line,
          generatedColumn: line === 0 ? firstColumn + column : column,
          originalSource: sources[source],
          originalLine,
          originalColumn,
          name: name === undefined ? undefined : names?.[name],
        });
      }
    });
  }

  /** A copy of the map's JSON. */
  get payload() {
    return cloneOf(this.#payload);
  }

  /** The length of each line of the generated source, when it is known. */
  get lineLengths() {
    return this.#lineLengths?.slice();
  }

  /**
   * The entry at or before a position of the generated source.
   *
   * @param {number} lineOffset from 0
   * @param {number} columnOffset from 0
   * @returns {{generatedLine: number, generatedColumn: number, originalSource: string, originalLine: number, originalColumn: number,
   *   name: string|undefined} | {}}
   */
  findEntry(lineOffset, columnOffset) {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { generatedLine, generatedColumn } = this.#entries[middle];
      if (generatedLine < lineOffset || (generatedLine === lineOffset && generatedColumn <= columnOffset)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low === 0 ? {} : { ...this.#entries[low - 1] };
  }

  /**
   * The place in the original source of a place in the generated one, as call sites count: from 1.
   *
   * @param {number} lineNumber
   * @param {number} columnNumber
   * @returns {{name: string|undefined, fileName: string, lineNumber: number, columnNumber: number} | {}}
   */
  findOrigin(lineNumber, columnNumber) {
    const entry = this.findEntry(lineNumber - 1, columnNumber - 1);
    if (entry.originalSource === undefined || entry.originalLine === undefined) return {};
    return {
      name: entry.name,
      fileName: entry.originalSource,
      lineNumber: entry.originalLine + lineNumber - entry.generatedLine,
      columnNumber: entry.originalColumn + columnNumber - entry.generatedColumn,
    };
  }
}

module.exports = { SourceMap };
