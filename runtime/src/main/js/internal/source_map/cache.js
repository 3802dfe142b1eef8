'use strict';

// The source maps of what was loaded: from data URLs and files, read when a stack first needs them.

const { isUnderNodeModules } = require('internal/util');
const { fileURLToPath, pathToFileURL, URL } = require('internal/url');

const MARK = /\/[*/]#\s+sourceMappingURL=([^\s]+)/g;
const SOURCE_URL = /\/[*/]#\s+sourceURL=([^\s]+)/g;
const SCHEME = /^[a-zA-Z][a-zA-Z\d+\-.]+:/;

/** URL or path to {url, text}, and to the map once it was asked for. */
const entries = new Map();

const keyOf = (name) => (SCHEME.test(name) || !name.startsWith('/') ? name : pathToFileURL(name).href);

/** The last one counts: earlier ones may stand in strings. */
const lastMatch = (pattern, text) => [...text.matchAll(pattern)].at(-1)?.[1];

/** See internal/source_map/support. */
function rememberMap(name, text, { nodeModules }) {
  if (!text.includes('sourceMappingURL=')) return;
  if (!nodeModules && isUnderNodeModules(name)) return;
  const url = lastMatch(MARK, text);
  if (url === undefined) return;
  const entry = { url, base: keyOf(name), text, map: undefined, read: false };
  entries.set(entry.base, entry);
  const sourceUrl = lastMatch(SOURCE_URL, text);
  if (sourceUrl !== undefined) entries.set(keyOf(sourceUrl), entry);
}

/**
 * The map of a loaded source.
 *
 * @param {string} name a path or URL
 * @returns {SourceMap|undefined}
 */
function findSourceMap(name) {
  const entry = entries.get(keyOf(name));
  if (entry === undefined) return undefined;
  if (!entry.read) {
    entry.read = true;
    const data = readMap(entry);
    if (data !== undefined) {
      const lineLengths = entry.text
        .replace(/\n$/, '')
        .split('\n')
        .map(({ length }) => length);
      const { SourceMap } = require('internal/source_map/source_map');
      entry.map = new SourceMap(data, { lineLengths });
    }
    entry.text = undefined;
  }
  return entry.map;
}

/** The text of an original source, by the path or URL that mapped stacks show; undefined when no map that was read has it. */
function originalText(name) {
  const key = keyOf(name);
  for (const { map } of entries.values()) {
    if (map === undefined) continue;
    const { sourcesContent, sources } = map.payload;
    const text = sourcesContent?.[sources?.indexOf(key)];
    if (typeof text === 'string') return text;
  }
  return undefined;
}

/** The map's JSON with absolute sources; undefined when it cannot be had, for the stack goes without it then. */
function readMap({ url, base }) {
  try {
    const address = new URL(url, SCHEME.test(base) ? base : undefined);
    let json;
    if (address.protocol === 'data:') json = dataOf(address.href);
    else if (address.protocol === 'file:') json = require('fs').readFileSync(fileURLToPath(address), 'utf8');
    if (json === undefined) return undefined;
    const data = JSON.parse(json);
    const from = address.protocol === 'data:' ? base : address.href;
    for (const part of data.sections?.map((section) => section.map) ?? [data]) absoluteSources(part, from);
    return data;
  } catch {
    return undefined;
  }
}

function dataOf(url) {
  const { type, bytes } = require('internal/modules/esm/formats').readData(url);
  return type === 'application/json' ? bytes.toString() : undefined;
}

function absoluteSources(data, base) {
  data.sources = data.sources.map((source) => new URL((data.sourceRoot ?? '') + source, base).href);
  data.sourceRoot = '';
}

module.exports = { findSourceMap, originalText, rememberMap };
