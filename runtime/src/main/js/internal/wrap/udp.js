'use strict';

// UDP sockets of the operating system. The Java half is dev.gori.runtime.binding.UdpWrap, which numbers the events.

const { Buffer } = require('buffer');
const { arena, registerHandle, unregisterHandle } = require('internal/handles');
const { UV_EBADF } = require('internal/uv');
const { fill } = require('internal/wrap/tcp');
const binding = internalBinding('udp_wrap');
const handles = internalBinding('stream_wrap');

const MESSAGE = 1;
const RECEIVE_ERROR = 2;
const SENT = 3;
const CLOSED = 8;

const constants = { UV_UDP_IPV6ONLY: 1, UV_UDP_REUSEADDR: 4, UV_UDP_REUSEPORT: 8 };

function noop() {}

/** Its owner sets `onmessage(buffer, sender)` and `onerror(status)`. Methods give 0 or a negative errno. */
class UDP {
  #id;
  #requests = new Map();
  #nextRequest = 1;
  #ref = true;
  #closed = false;
  #onclose = noop;

  provider = 'UDP';
  onmessage = noop;
  onerror = noop;

  /** @param {boolean} ipv6 */
  constructor(ipv6) {
    this.#id = binding.create(ipv6);
    registerHandle(this.#id, this);
  }

  get fd() {
    return this.#closed ? UV_EBADF : this.#id;
  }

  getAsyncId() {
    return this.#id;
  }

  hasRef() {
    return this.#ref && !this.#closed;
  }

  ref() {
    if (this.#closed || this.#ref) return;
    this.#ref = true;
    handles.ref(this.#id);
  }

  unref() {
    if (this.#closed || !this.#ref) return;
    this.#ref = false;
    handles.unref(this.#id);
  }

  /** @param {string} address literal */
  bind(address, port, flags) {
    return binding.bind(this.#id, address, port, flags);
  }

  connect(address, port) {
    return binding.connect(this.#id, address, port);
  }

  disconnect() {
    return binding.disconnect(this.#id);
  }

  /**
   * Sends one datagram.
   *
   * @param {Uint8Array} data
   * @param {string} [address] literal; without it the one that the socket is connected to
   * @param {(status: number) => void} done called later, if the datagram has to wait
   * @returns {number} its length and 1 when it was sent at once, 0 when it waits
   */
  send(data, address, port, done) {
    const request = this.#nextRequest++;
    const status = binding.send(this.#id, request, data, address, port);
    if (status === 0) this.#requests.set(request, done);
    return status;
  }

  getsockname(out) {
    return fill(out, binding.getsockname(this.#id));
  }

  getpeername(out) {
    return fill(out, binding.getpeername(this.#id));
  }

  receiveStart() {
    return binding.receiveStart(this.#id);
  }

  receiveStop() {
    if (!this.#closed) binding.receiveStop(this.#id);
  }

  setBroadcast(enable) {
    return binding.setBroadcast(this.#id, enable);
  }

  setTTL(hops) {
    return binding.setTTL(this.#id, hops);
  }

  setMulticastTTL(hops) {
    return binding.setMulticastTTL(this.#id, hops);
  }

  setMulticastLoopback(enable) {
    return binding.setMulticastLoopback(this.#id, enable);
  }

  setMulticastInterface(address) {
    return binding.setMulticastInterface(this.#id, address);
  }

  join(group, on, source) {
    return binding.membership(this.#id, true, group, on, source);
  }

  leave(group, on, source) {
    return binding.membership(this.#id, false, group, on, source);
  }

  /** @returns {number} the size, or a negative errno */
  bufferSize(size, receiving) {
    return binding.bufferSize(this.#id, size, receiving);
  }

  getSendQueueSize() {
    return binding.queuedBytes(this.#id);
  }

  getSendQueueCount() {
    return binding.queuedCount(this.#id);
  }

  close(callback) {
    if (this.#closed) return;
    this.#closed = true;
    if (typeof callback === 'function') this.#onclose = callback;
    handles.close(this.#id);
  }

  onEvent(type, a, b, c, d, e) {
    switch (type) {
      case MESSAGE:
        if (!this.#closed) this.onmessage(...readMessage(a, b, c, d, e));
        break;
      case RECEIVE_ERROR:
        if (!this.#closed) this.onerror(a);
        break;
      case SENT: {
        const done = this.#requests.get(a);
        this.#requests.delete(a);
        done(b);
        break;
      }
      case CLOSED:
        unregisterHandle(this.#id);
        this.#onclose();
        break;
    }
  }
}

function readMessage(offset, length, senderLength, port, version) {
  const bytes = arena();
  const data = Buffer.allocUnsafeSlow(length);
  data.set(bytes.subarray(offset, offset + length));
  const address = String.fromCharCode(...bytes.subarray(offset + length, offset + length + senderLength));
  return [data, { address, family: `IPv${version}`, port, size: length }];
}

module.exports = { UDP, constants };
