'use strict';

// What TCP and Pipe handles have in common. The Java half is dev.gori.runtime.binding.StreamWrap, which numbers the events.

const { registerHandle, unregisterHandle, arena, submitBytes } = require('internal/handles');
const boundary = require('internal/boundary');
const { Buffer } = require('buffer');
const { UV_EOF } = require('internal/uv');
const binding = internalBinding('stream_wrap');
const { getContext, setContext } = internalBinding('natives');

const READ = 1;
const END = 2;
const READ_ERROR = 3;
const WRITTEN = 4;
const SHUT_DOWN = 5;
const CONNECTED = 6;
const CONNECTION = 7;
const CLOSED = 8;
const HTTP = 9;
const BLOCKED = 10;

const SUBMIT_WRITE = 1;

/** Index of the number of submissions in the control block: something waits to be executed by Java. */
const SUBMISSIONS = 5;

function noop() {}

/** Executes what was submitted, so that a host call comes after it. */
function flushSubmissions() {
  if (boundary.control()[SUBMISSIONS] !== 0) binding.flush();
}

/**
 * A socket or a server of the operating system. Before close() all methods may be called; afterwards they do nothing.
 *
 * Its owner sets the callbacks: `onread(status, buffer, syscall)` with a negative status (UV_EOF at the end) and no buffer, or
 * 0 and a Buffer; `onconnection(status, handle)` on servers; `onhttp(offset, length, left, rest, restLength)` while consumed.
 */
class StreamHandle {
  #id;
  #requests = new Map();
  #nextRequest = 1;
  #ref = true;
  #blocked = false;
  #closed = false;
  #held = undefined;
  #onclose = noop;

  onread = noop;
  onconnection = noop;
  onhttp = noop;
  reading = false;
  bytesRead = 0;
  bytesWritten = 0;
  /** Bytes that were handed over and not written yet. */
  writeQueueSize = 0;

  /** @param {number} id the handle's number, from Java */
  constructor(id) {
    this.#id = id;
    registerHandle(id, this);
  }

  get id() {
    return this.#id;
  }

  get isClosed() {
    return this.#closed;
  }

  /** No descriptor number is known for sockets of the Java platform. */
  get fd() {
    return this.#closed ? -1 : this.#id;
  }

  getAsyncId() {
    return this.#id;
  }

  getProviderType() {
    return 0;
  }

  hasRef() {
    return this.#ref && !this.#closed;
  }

  ref() {
    if (this.#closed || this.#ref) return;
    this.#ref = true;
    binding.ref(this.#id);
  }

  unref() {
    if (this.#closed || !this.#ref) return;
    this.#ref = false;
    binding.unref(this.#id);
  }

  /** Starts to read; what arrived while it was stopped comes first. @returns {number} 0 or a negative errno */
  readStart() {
    if (this.#closed) return 0;
    this.reading = true;
    if (this.#held !== undefined) {
      process.nextTick(() => this.#deliverHeld());
      return 0;
    }
    return binding.readStart(this.#id);
  }

  readStop() {
    if (!this.reading) return 0;
    this.reading = false;
    if (!this.#closed) binding.readStop(this.#id);
    return 0;
  }

  /** Reads that were under way when reading was stopped. */
  #hold(type, a, b) {
    (this.#held ??= []).push({ type, a, bytes: type === READ ? copyBytes(a, b) : undefined });
  }

  #deliverHeld() {
    while (this.#held !== undefined && this.reading && !this.#closed) {
      const { type, a, bytes } = this.#held.shift();
      if (this.#held.length === 0) this.#held = undefined;
      this.#read(type, a, bytes);
    }
    if (this.#held === undefined && this.reading && !this.#closed) binding.readStart(this.#id);
  }

  #read(type, status, bytes) {
    if (type === READ) {
      this.bytesRead += bytes.length;
      this.onread(0, bytes);
    } else {
      this.reading = false;
      this.onread(type === END ? UV_EOF : status, undefined);
    }
  }

  #addRequest(callback) {
    const request = this.#nextRequest++;
    this.#requests.set(request, { callback, context: getContext(), waiting: 0 });
    return request;
  }

  /** The callback runs in the async context of the call. */
  #finishRequest(id, status) {
    const request = this.#requests.get(id);
    this.#requests.delete(id);
    this.writeQueueSize -= request.waiting;
    setContext(request.context);
    request.callback(status);
  }

  /** Starts an operation that ends with an event; for the subclasses. */
  request(start, callback) {
    const request = this.#addRequest(callback);
    try {
      return start(this.#id, request);
    } catch (error) {
      this.#requests.delete(request);
      throw error;
    }
  }

  /**
   * Writes bytes.
   *
   * @param {Uint8Array} bytes must not change until the callback
   * @param {(status: number) => void} callback called when bytes had to wait
   * @returns {number} 0 when all bytes are written, how many of them wait, or a negative errno
   */
  writeBuffer(bytes, callback) {
    return this.writeLater((id, request) => binding.write(id, request, bytes), bytes.length, callback);
  }

  /** As writeBuffer(), with another function of Java's; for the subclasses. */
  writeLater(write, length, callback) {
    flushSubmissions();
    const status = write(this.#id, this.#nextRequest);
    if (status < 0) return status;
    this.bytesWritten += length;
    if (status > 0) {
      const request = this.#addRequest(callback);
      this.#requests.get(request).waiting = status;
      this.writeQueueSize += status;
    }
    return status;
  }

  /**
   * Hands over bytes to be written when JavaScript returns, as if they were written now; an error comes through onread.
   *
   * @returns {boolean} false when there is no room: use writeBuffer()
   */
  submitWrite(bytes) {
    if (this.#closed || !submitBytes(this.#id, SUBMIT_WRITE, bytes)) return false;
    this.bytesWritten += bytes.length;
    return true;
  }

  /** Whether a write now is done when it returns, as far as is known. */
  get isWritable() {
    return !this.#closed && !this.#blocked && this.#requests.size === 0;
  }

  /** Ends the writing side; the callback gets a status. */
  shutdown(callback) {
    flushSubmissions();
    this.request(binding.shutdown, callback);
    return 0;
  }

  /** Lets a parser read from this stream, until the parser stops; see onhttp. */
  consume(parserId) {
    binding.consume(this.#id, parserId);
  }

  unconsume() {
    if (!this.#closed) binding.unconsume(this.#id);
  }

  /** Closes the handle; the callback runs in the closing phase. */
  close(callback) {
    if (this.#closed) return;
    flushSubmissions();
    this.#markClosed(callback);
    binding.close(this.#id);
  }

  /** For a subclass that closes in another way. */
  closeBy(close, callback) {
    if (this.#closed) return 0;
    flushSubmissions();
    const status = close(this.#id);
    if (status === 0) this.#markClosed(callback);
    return status;
  }

  #markClosed(callback) {
    this.#closed = true;
    this.reading = false;
    this.#held = undefined;
    if (typeof callback === 'function') this.#onclose = callback;
  }

  /** An accepted stream; subclasses say of which class. */
  accept(id) {
    return new this.constructor(0, id);
  }

  onEvent(type, a, b, c, d, e) {
    switch (type) {
      case READ:
      case END:
      case READ_ERROR:
        if (this.#closed) return;
        if (this.reading && this.#held === undefined) this.#read(type, a, type === READ ? copyBytes(a, b) : undefined);
        else this.#hold(type, a, b);
        break;
      case HTTP:
        if (!this.#closed) this.onhttp(a, b, c, d, e);
        break;
      case WRITTEN:
        if (a === 0) {
          this.#blocked = false;
          if (b !== 0 && !this.#closed) this.onread(b, undefined, 'write');
        } else {
          this.#finishRequest(a, b);
        }
        break;
      case BLOCKED:
        this.#blocked = true;
        break;
      case SHUT_DOWN:
      case CONNECTED:
        this.#finishRequest(a, b);
        break;
      case CONNECTION: {
        const client = b === 0 ? undefined : this.accept(b);
        if (!this.#closed) this.onconnection(a, client);
        else if (client !== undefined) client.close();
        break;
      }
      case CLOSED:
        unregisterHandle(this.#id);
        this.#onclose();
        break;
    }
  }
}

/** A Buffer with a copy of bytes in the completion arena. */
function copyBytes(offset, length) {
  const copy = Buffer.allocUnsafeSlow(length);
  copy.set(arena().subarray(offset, offset + length));
  return copy;
}

module.exports = { StreamHandle, copyBytes };
