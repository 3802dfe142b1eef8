// MIME types as https://mimesniff.spec.whatwg.org parses and writes them.
'use strict';

const {
  codes: { ERR_INVALID_MIME_SYNTAX },
} = require('internal/errors');

const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const notQuotable = /[^\t\u0020-~\u0080-\u00ff]/;
const startSpace = /^[\r\n\t ]+/;
const endSpace = /[\r\n\t ]+$/;

function checkToken(value, production, text) {
  const invalidAt = value.search(notToken);
  if (value === '' || invalidAt !== -1) throw new ERR_INVALID_MIME_SYNTAX(production, text, invalidAt);
}

/** The value between quotes from `start` on: [value, index behind it]. */
function parseQuoted(text, start) {
  let value = '';
  let i = start + 1;
  for (; i < text.length && text[i] !== '"'; i++) {
    if (text[i] === '\\' && i + 1 < text.length) i++;
    value += text[i];
  }
  return [value, i + 1];
}

function parseParameters(text, params) {
  let at = 0;
  while (at < text.length) {
    // At the semicolon.
    at++;
    at += startSpace.exec(text.slice(at))?.[0].length ?? 0;
    const nameStart = at;
    while (at < text.length && text[at] !== ';' && text[at] !== '=') at++;
    const name = text.slice(nameStart, at).toLowerCase();
    if (at >= text.length) return;
    if (text[at] === ';') continue;
    at++;
    let value;
    if (text[at] === '"') {
      [value, at] = parseQuoted(text, at);
      while (at < text.length && text[at] !== ';') at++;
    } else {
      const valueStart = at;
      while (at < text.length && text[at] !== ';') at++;
      value = text.slice(valueStart, at).replace(endSpace, '');
      if (value === '') continue;
    }
    if (name !== '' && !notToken.test(name) && !notQuotable.test(value) && !params.has(name)) params.set(name, value);
  }
}

function encode(value) {
  if (value !== '' && !notToken.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Reads the parameters behind a type: (params, text). */
let fillParams;

/** The parameters of a MIME type, in their order. */
class MIMEParams {
  #entries = new Map();

  delete(name) {
    this.#entries.delete(`${name}`);
  }

  get(name) {
    return this.#entries.get(`${name}`) ?? null;
  }

  has(name) {
    return this.#entries.has(`${name}`);
  }

  set(name, value) {
    const key = `${name}`;
    const text = `${value}`;
    checkToken(key, 'parameter name', key);
    const invalidAt = text.search(notQuotable);
    if (invalidAt !== -1) throw new ERR_INVALID_MIME_SYNTAX('parameter value', text, invalidAt);
    this.#entries.set(key, text);
  }

  *entries() {
    yield* this.#entries.entries();
  }

  *keys() {
    yield* this.#entries.keys();
  }

  *values() {
    yield* this.#entries.values();
  }

  toString() {
    return [...this.#entries].map(([name, value]) => `${name}=${encode(value)}`).join(';');
  }

  static {
    fillParams = (params, text) => parseParameters(text, params.#entries);
  }
}
Object.defineProperties(MIMEParams.prototype, {
  [Symbol.iterator]: { value: MIMEParams.prototype.entries, writable: true, enumerable: false, configurable: true },
  toJSON: { value: MIMEParams.prototype.toString, writable: true, enumerable: false, configurable: true },
});

/** A MIME type: type, subtype and parameters. */
class MIMEType {
  #type;
  #subtype;
  #params = new MIMEParams();

  constructor(string) {
    const text = `${string}`;
    const start = startSpace.exec(text)?.[0].length ?? 0;
    const slash = text.indexOf('/', start);
    const type = slash === -1 ? text.slice(start) : text.slice(start, slash);
    const invalidAt = type.search(notToken);
    if (type === '' || invalidAt !== -1 || slash === -1) throw new ERR_INVALID_MIME_SYNTAX('type', text, invalidAt);
    const semicolon = text.indexOf(';', slash + 1);
    const subtype = text.slice(slash + 1, semicolon === -1 ? undefined : semicolon).replace(endSpace, '');
    checkToken(subtype, 'subtype', text);
    this.#type = type.toLowerCase();
    this.#subtype = subtype.toLowerCase();
    if (semicolon !== -1) fillParams(this.#params, text.slice(semicolon));
  }

  get type() {
    return this.#type;
  }

  set type(value) {
    const text = `${value}`;
    checkToken(text, 'type', text);
    this.#type = text.toLowerCase();
  }

  get subtype() {
    return this.#subtype;
  }

  set subtype(value) {
    const text = `${value}`;
    checkToken(text, 'subtype', text);
    this.#subtype = text.toLowerCase();
  }

  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }

  get params() {
    return this.#params;
  }

  toString() {
    const params = this.#params.toString();
    return params === '' ? this.essence : `${this.essence};${params}`;
  }
}
Object.defineProperty(MIMEType.prototype, 'toJSON', {
  __proto__: null,
  value: MIMEType.prototype.toString,
  writable: true,
  enumerable: false,
  configurable: true,
});

module.exports = { MIMEParams, MIMEType };
