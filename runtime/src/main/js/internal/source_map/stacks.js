'use strict';

// Stacks in terms of the original sources.

const { headerOf, isNativeFrame } = require('internal/errors/node_error');
const { sourceLine, withoutScheme } = require('internal/modules/source_cache');
const { findSourceMap } = require('internal/source_map/cache');

/** Error.prepareStackTrace while source maps are enabled. */
function prepareStackTrace(error, sites) {
  let text = headerOf(error);
  sites.forEach((site, i) => {
    if (!isNativeFrame(site)) text += `\n    at ${describe(site, sites[i + 1])}`;
  });
  return text;
}

function describe(site, caller) {
  const file = site.getFileName();
  const map = file ? findSourceMap(file) : undefined;
  if (map === undefined) return String(site);
  const entry = map.findEntry(site.getLineNumber() - 1, site.getColumnNumber() - 1);
  if (entry.originalSource === undefined || entry.originalLine === undefined) return String(site);
  const name = originalName(map, site, caller) ?? site.getFunctionName() ?? site.getMethodName() ?? '<anonymous>';
  const place = `${withoutScheme(entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  return `${receiver(site, name)}${name} (${place})`;
}

function receiver(site, name) {
  if (site.isConstructor()) return 'new ';
  const type = site.getTypeName();
  return site.isToplevel() || type === null || name.startsWith(`${type}.`) ? '' : `${type}.`;
}

/** A minified function's name: from where it begins, or from where it is called. */
function originalName(map, site, caller) {
  const begin = map.findEntry(site.getEnclosingLineNumber() - 1, site.getEnclosingColumnNumber() - 1);
  if (begin.name) return begin.name;
  if (caller?.getFileName() !== site.getFileName()) return undefined;
  return map.findEntry(caller.getLineNumber() - 1, caller.getColumnNumber() - 1).name;
}

/**
 * The place in the original source.
 *
 * @param {import('internal/process/error_place').Place} place
 * @returns {import('internal/process/error_place').Place} the same, when there is no map or no text of the original
 */
function originalPlace(place) {
  const map = findSourceMap(place.resource);
  if (map === undefined) return place;
  const { originalSource, originalLine, originalColumn } = map.findEntry(place.line - 1, place.start);
  if (originalSource === undefined || originalLine === undefined) return place;
  const resource = withoutScheme(originalSource);
  const source = sourceLine(resource, originalLine + 1);
  if (source === undefined) return place;
  return { resource, source, line: originalLine + 1, start: originalColumn, end: originalColumn + 1 };
}

module.exports = { originalPlace, prepareStackTrace };
