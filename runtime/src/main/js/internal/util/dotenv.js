// The format of .env files.
'use strict';

const quotes = new Set(['"', "'", '`']);

/**
 * @param {string} content
 * @returns {Record<string, string>}
 */
function parseEnv(content) {
  const text = content.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const variables = {};
  let at = 0;
  while (at < text.length) {
    let end = text.indexOf('\n', at);
    if (end === -1) end = text.length;
    const line = text.slice(at, end);
    const equals = line.indexOf('=');
    const trimmed = line.trimStart();
    if (trimmed === '' || trimmed.startsWith('#') || equals === -1) {
      at = end + 1;
      continue;
    }
    const key = line
      .slice(0, equals)
      .trim()
      .replace(/^export\s+/, '')
      .trim();
    let valueStart = at + equals + 1;
    while (valueStart < end && (text[valueStart] === ' ' || text[valueStart] === '\t')) valueStart++;
    const quote = text[valueStart];
    const close = quotes.has(quote) ? text.indexOf(quote, valueStart + 1) : -1;
    let value;
    if (close === -1) {
      // Up to the comment.
      value = text.slice(valueStart, end).replace(/#.*$/, '').trim();
    } else {
      // Quoted values may have several lines.
      value = text.slice(valueStart + 1, close);
      if (quote === '"') value = value.replaceAll('\\n', '\n');
      end = text.indexOf('\n', close);
      if (end === -1) end = text.length;
    }
    if (key !== '') variables[key] = value;
    at = end + 1;
  }
  return variables;
}

module.exports = { parseEnv };
