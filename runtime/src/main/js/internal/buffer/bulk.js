'use strict';

/*
 * UTF-8 and Latin-1 for long strings, in WebAssembly.
 *
 * JavaScript builds and reads strings a character at a time, at 2 to 3 ns each; a call of the host is no faster. WebAssembly's
 * string built-ins copy whole arrays of UTF-16 units to and from strings, and its loops over memory run at 0.5 to 1 ns. The
 * module is assembled here, from the functions below. Making it takes 2 ms and so waits until that much would have been
 * saved: most programs never come there. Without WebAssembly everything works, just slower.
 *
 *   memory    bytes of UTF-8, at 0
 *   array     UTF-16 units, CHUNK of them
 */

/** UTF-16 units or bytes that are converted at a time. */
const CHUNK = 65536;
/** Memory for CHUNK units of three bytes each, and one page more. */
const PAGES = 4;
/** How many characters must have been converted without it before the module is made. */
const WORTHWHILE = 512 * 1024;

// ---- the assembler: each function gives bytes, nested as deeply as the expression is ----

const signed = (n) => {
  const bytes = [];
  for (let rest = n; ;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && !(byte & 0x40)) || (rest === -1 && byte & 0x40)) return [...bytes, byte];
    bytes.push(byte | 0x80);
  }
};
const unsigned = (n) => (n < 0x80 ? [n] : [(n & 0x7f) | 0x80, ...unsigned(n >>> 7)]);
const name = (text) => [text.length, Array.from(text, (char) => char.charCodeAt(0))];
const vector = (...items) => [items.length, items];
const section = (id, content) => {
  const bytes = content.flat(Infinity);
  return [id, unsigned(bytes.length), bytes];
};

const I32 = 0x7f;
const EXTERN = 0x6f;
const UNITS = [0x64, 0]; // a reference to the array type, which is type 0
const UNITS_OR_NULL = [0x63, 0];

const int = (n) => [0x41, signed(n)];
const get = (local) => [0x20, local];
const set = (local, value) => [value, 0x21, local];
const add = (a, b) => [a, b, 0x6a];
const and = (a, b) => [a, b, 0x71];
const or = (a, b) => [a, b, 0x72];
const shiftLeft = (a, n) => [a, int(n), 0x74];
const shiftRight = (a, n) => [a, int(n), 0x76];
const equal = (a, b) => [a, b, 0x46];
const different = (a, b) => [a, b, 0x47];
const less = (a, b) => [a, b, 0x49];
const loadByte = (address, offset = 0) => [address, 0x2d, 0, offset];
const storeByte = (address, value, offset = 0) => [address, value, 0x3a, 0, offset];
const loadUnit = (units, index) => [units, index, 0xfb, 0x0d, 0];
const storeUnit = (units, index, value) => [units, index, value, 0xfb, 0x0e, 0];
/** Whether the eight bytes at an address are ASCII: none has its highest bit set. */
const eightAscii = (address) => [
  [address, 0x29, 0, 0],
  [0x42, 0x80, 0x81, 0x82, 0x84, 0x88, 0x90, 0xa0, 0xc0, 0x80, 0x7f],
  0x83,
  0x50,
];
const call = (fn, ...args) => [args, 0x10, fn];
const when = (condition, then, otherwise = []) => [condition, 0x04, 0x40, then, 0x05, otherwise, 0x0b];
/** Runs the body, and again as long as the condition holds. */
const repeat = (body, condition) => [0x03, 0x40, body, condition, 0x0d, 0, 0x0b];
const returnNull = [0xd0, EXTERN, 0x0f];
const increase = (local, n) => set(local, add(get(local), int(n)));

/** A function body: groups of locals with their type, then code. */
const body = (locals, ...code) => {
  const bytes = [vector(...locals), code, 0x0b].flat(Infinity);
  return [unsigned(bytes.length), bytes];
};

// Functions by index: the imported ones come first.
const fromCharCodeArray = 0;
const intoCharCodeArray = 1;
const theArray = [0x23, 0];

/** latin1Decode(length): each byte is a unit. */
const latin1Decode = () => {
  const [length, i, units] = [0, 1, 2];
  return body(
    [
      [1, I32],
      [1, UNITS],
    ],
    set(units, theArray),
    // Four at a time: what lies beyond the end does no harm.
    repeat(
      [[0, 1, 2, 3].map((k) => storeUnit(get(units), add(get(i), int(k)), loadByte(get(i), k))), increase(i, 4)],
      less(get(i), get(length)),
    ),
    call(fromCharCodeArray, get(units), int(0), get(length)),
  );
};

/** utf8Decode(length): null if the bytes are malformed. Four zeros follow them, so that nothing is read beyond. */
const utf8Decode = () => {
  const [length, i, o, lead, point, units] = [0, 1, 2, 3, 4, 5];
  const byte = (k) => loadByte(get(i), k);
  const bits = (k, shift) => shiftLeft(and(byte(k), int(0x3f)), shift);
  const mustContinue = (k) => when(different(and(byte(k), int(0xc0)), int(0x80)), returnNull);
  const emit = (value) => [storeUnit(get(units), get(o), value), increase(o, 1)];
  const two = [
    when(less(get(lead), int(0xc2)), returnNull),
    mustContinue(1),
    emit(or(shiftLeft(and(get(lead), int(0x1f)), 6), bits(1, 0))),
    increase(i, 2),
  ];
  const three = [
    mustContinue(1),
    mustContinue(2),
    set(point, or(or(shiftLeft(and(get(lead), int(0xf)), 12), bits(1, 6)), bits(2, 0))),
    // Too long a form, or a surrogate.
    when(less(get(point), int(0x800)), returnNull),
    when(equal(and(get(point), int(0xf800)), int(0xd800)), returnNull),
    emit(get(point)),
    increase(i, 3),
  ];
  const four = [
    mustContinue(1),
    mustContinue(2),
    mustContinue(3),
    set(point, or(or(or(shiftLeft(and(get(lead), int(0xf)), 18), bits(1, 12)), bits(2, 6)), bits(3, 0))),
    set(point, add(get(point), int(-0x10000))),
    // Below U+10000 this has wrapped around.
    when(less(get(point), int(0x100000)), [], returnNull),
    emit(add(shiftRight(get(point), 10), int(0xd800))),
    emit(or(and(get(point), int(0x3ff)), int(0xdc00))),
    increase(i, 4),
  ];
  return body(
    [
      [4, I32],
      [1, UNITS],
    ],
    set(units, theArray),
    repeat(
      when(
        and(eightAscii(get(i)), less(add(get(i), int(7)), get(length))),
        [
          [0, 1, 2, 3, 4, 5, 6, 7].map((k) => storeUnit(get(units), add(get(o), int(k)), byte(k))),
          increase(i, 8),
          increase(o, 8),
        ],
        [
          set(lead, byte(0)),
          when(
            less(get(lead), int(0x80)),
            [emit(get(lead)), increase(i, 1)],
            when(less(get(lead), int(0xe0)), two, when(less(get(lead), int(0xf0)), three, four)),
          ),
        ],
      ),
      less(get(i), get(length)),
    ),
    call(fromCharCodeArray, get(units), int(0), get(o)),
  );
};

/** utf8Encode(string): how many bytes it became. */
const utf8Encode = () => {
  const [string, length, i, o, unit, next, units] = [0, 1, 2, 3, 4, 5, 6];
  const ahead = (k) => loadUnit(get(units), add(get(i), int(k)));
  const put = (k, mark, shift) => storeByte(get(o), or(int(mark), and(shiftRight(get(unit), shift), int(0x3f))), k);
  const two = [storeByte(get(o), or(int(0xc0), shiftRight(get(unit), 6))), put(1, 0x80, 0), increase(o, 2)];
  const three = [
    storeByte(get(o), or(int(0xe0), shiftRight(get(unit), 12))),
    put(1, 0x80, 6),
    put(2, 0x80, 0),
    increase(o, 3),
  ];
  const pair = [
    set(unit, add(or(shiftLeft(and(get(unit), int(0x3ff)), 10), and(get(next), int(0x3ff))), int(0x10000))),
    storeByte(get(o), or(int(0xf0), shiftRight(get(unit), 18))),
    put(1, 0x80, 12),
    put(2, 0x80, 6),
    put(3, 0x80, 0),
    increase(o, 4),
    increase(i, 1),
  ];
  const surrogate = [
    set(next, int(0)),
    when(
      and(less(add(get(i), int(1)), get(length)), less(get(unit), int(0xdc00))),
      set(next, loadUnit(get(units), add(get(i), int(1)))),
    ),
    when(equal(and(get(next), int(0xfc00)), int(0xdc00)), pair, [set(unit, int(0xfffd)), three]),
  ];
  return body(
    [
      [5, I32],
      [1, UNITS],
    ],
    set(units, theArray),
    set(length, call(intoCharCodeArray, get(string), get(units), int(0))),
    repeat(
      [
        set(unit, loadUnit(get(units), get(i))),
        when(
          less(get(unit), int(0x80)),
          [
            storeByte(get(o), get(unit)),
            increase(o, 1),
            // Three more, if they are ASCII, too.
            when(
              less(add(get(i), int(3)), get(length)),
              when(less(or(or(ahead(1), ahead(2)), ahead(3)), int(0x80)), [
                [1, 2, 3].map((k) => storeByte(get(o), ahead(k), k - 1)),
                increase(o, 3),
                increase(i, 3),
              ]),
            ),
          ],
          when(
            less(get(unit), int(0x800)),
            two,
            when(equal(and(get(unit), int(0xf800)), int(0xd800)), surrogate, three),
          ),
        ),
        increase(i, 1),
      ],
      less(get(i), get(length)),
    ),
    get(o),
  );
};

function assemble() {
  const type = (parameters, result) => [0x60, vector(...parameters), 1, result];
  const builtin = (text, typeIndex) => [name('wasm:js-string'), name(text), 0, typeIndex];
  const exported = (text, fn) => [name(text), 0, fn];
  return Uint8Array.from(
    [
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(
        1,
        vector(
          [0x5e, 0x77, 1], // array of mutable 16-bit integers
          type([UNITS_OR_NULL, I32, I32], [0x64, EXTERN]),
          type([EXTERN, UNITS_OR_NULL, I32], I32),
          type([I32], EXTERN),
          type([EXTERN], I32),
        ),
      ),
      section(
        2,
        vector(builtin('fromCharCodeArray', 1), builtin('intoCharCodeArray', 2), [
          name('host'),
          name('memory'),
          2,
          0,
          PAGES,
        ]),
      ),
      section(3, vector(3, 3, 4)),
      section(6, vector([UNITS, 0, int(CHUNK + 4), 0xfb, 0x07, 0, 0x0b])), // the array, made once
      section(7, vector(exported('latin1Decode', 2), exported('utf8Decode', 3), exported('utf8Encode', 4))),
      section(10, vector(latin1Decode(), utf8Decode(), utf8Encode())),
    ].flat(Infinity),
  );
}

// ---- use ----

/** undefined: not yet; null: there will be none. */
let module_;
let converted = 0;

function instantiate() {
  if (typeof WebAssembly === 'undefined') return null;
  try {
    const memory = new WebAssembly.Memory({ initial: PAGES });
    const module = new WebAssembly.Module(assemble(), { builtins: ['js-string'] });
    const { exports } = new WebAssembly.Instance(module, { host: { memory } });
    return { ...exports, bytes: new Uint8Array(memory.buffer) };
  } catch {
    // No memory can be reserved, or the program runs without a compiler: the slower ways remain.
    return null;
  }
}

/**
 * The module, once it is worth it.
 * @param {number} characters that are about to be converted
 */
function bulk(characters) {
  if (module_ !== undefined) return module_;
  converted += characters;
  if (converted < WORTHWHILE) return null;
  module_ = instantiate();
  return module_;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end after start
 * @returns {string | undefined} undefined: to be decoded in another way
 */
function bulkLatin1Decode(bytes, start, end) {
  const wasm = bulk(end - start);
  if (wasm === null) return undefined;
  let result = '';
  for (let at = start; at < end; at += CHUNK) {
    const size = Math.min(CHUNK, end - at);
    wasm.bytes.set(view(bytes, at, size));
    result += wasm.latin1Decode(size);
  }
  return result;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end after start
 * @returns {string | undefined} undefined: malformed, or to be decoded in another way
 */
function bulkUtf8Decode(bytes, start, end) {
  const wasm = bulk(end - start);
  if (wasm === null) return undefined;
  let result = '';
  for (let at = start; at < end;) {
    let size = Math.min(CHUNK, end - at);
    if (at + size < end) {
      // Not in the middle of a character.
      for (let k = 0; k < 3 && (bytes[at + size] & 0xc0) === 0x80; k++) size--;
    }
    wasm.bytes.set(view(bytes, at, size));
    wasm.bytes.fill(0, size, size + 4);
    const text = wasm.utf8Decode(size);
    if (text === null) return undefined;
    result += text;
    at += size;
  }
  return result;
}

/**
 * @param {string} string not empty
 * @returns {Uint8Array | undefined} valid until the next call; undefined: to be encoded in another way
 */
function bulkUtf8Encode(string) {
  const { length } = string;
  const wasm = bulk(length);
  if (wasm === null) return undefined;
  if (length <= CHUNK) return wasm.bytes.subarray(0, wasm.utf8Encode(string));
  const chunks = [];
  let size = 0;
  for (let at = 0; at < length;) {
    let end = Math.min(at + CHUNK, length);
    // Not between the halves of a surrogate pair.
    if (end < length && (string.charCodeAt(end) & 0xfc00) === 0xdc00) end--;
    const chunk = wasm.bytes.slice(0, wasm.utf8Encode(string.slice(at, end)));
    chunks.push(chunk);
    size += chunk.length;
    at = end;
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function view(bytes, start, size) {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, size);
}

module.exports = { bulkLatin1Decode, bulkUtf8Decode, bulkUtf8Encode };
