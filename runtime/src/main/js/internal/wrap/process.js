'use strict';

// A process that this one starts. The Java half is dev.gori.runtime.binding.ProcessWrap.

const { registerHandle, unregisterHandle } = require('internal/handles');
const { Pipe, IpcPipe, constants: PipeConstants } = require('internal/wrap/pipe');
const { UV_ESRCH } = require('internal/uv');
const binding = internalBinding('process_wrap');
// eslint-disable-next-line snapshot-safe -- not in the snapshot: run when a program requires child_process
binding.prepare();

const DETACHED = 1;
const SAME = -1;

/**
 * What a child gets as one of its descriptors. A pipe gets the `handle` of this process's end.
 *
 * @typedef {{ type: 'pipe' | 'ignore' | 'fd' | 'wrap', ipc?: boolean, fd?: number, handle?: object }} Stdio
 */

/** The arguments that binding.spawn and binding.run have in common. */
function spawnArguments({ file, args, envPairs, cwd, detached, uid, gid, stdio }) {
  return [
    file,
    args?.length > 0 ? args : [file],
    envPairs ?? Object.entries(process.env).map(([name, value]) => `${name}=${value}`),
    cwd ?? undefined,
    detached ? DETACHED : 0,
    uid ?? SAME,
    gid ?? SAME,
    stdio.map(describe),
  ];
}

function describe({ type, ipc, fd, handle }) {
  switch (type) {
    case 'fd':
      return `fd:${fd}`;
    case 'wrap':
      return `handle:${handle.id}`;
    case 'pipe':
      return ipc ? 'ipc' : 'pipe';
    default:
      return 'ignore';
  }
}

class Process {
  #id;
  #ref = true;

  /** Called with the exit code and the number of the signal that ended the process, or 0. */
  onexit = undefined;
  pid = undefined;

  /**
   * Starts a process. Pipes get their handles even when that fails.
   *
   * @param {object} options
   * @returns {number} 0 or a negative errno
   */
  spawn(options) {
    const [status, id, pid, ...pipes] = binding.spawn(...spawnArguments(options));
    options.stdio.forEach((entry, i) => {
      if (pipes[i] !== 0) entry.handle = entry.ipc ? new IpcPipe(pipes[i]) : new Pipe(PipeConstants.SOCKET, pipes[i]);
    });
    if (status !== 0) return status;
    this.#id = id;
    this.pid = pid;
    registerHandle(id, {
      provider: 'Process',
      detail: `${pid}`,
      owner: this,
      onEvent: (type, code, signal) => this.onexit(code, signal),
    });
    return 0;
  }

  /** @returns {number} 0 or a negative errno */
  kill(signal) {
    if (this.#id === undefined) return UV_ESRCH;
    try {
      binding.kill(this.#id, signal);
      return 0;
    } catch (error) {
      if (typeof error.errno !== 'number') throw error;
      return error.errno;
    }
  }

  ref() {
    this.#ref = true;
    if (this.#id !== undefined) binding.ref(this.#id);
  }

  unref() {
    this.#ref = false;
    if (this.#id !== undefined) binding.unref(this.#id);
  }

  hasRef() {
    return this.#ref && this.#id !== undefined;
  }

  close() {
    if (this.#id === undefined) return;
    unregisterHandle(this.#id);
    binding.close(this.#id);
    this.#id = undefined;
  }
}

/**
 * Runs a process to its end.
 *
 * @param {object} options as for Process.spawn(); besides: `input` bytes, `timeout`, `maxBuffer`, `killSignal`
 * @returns {{ error: number, pid: number, status: number, signal: number, output: (Uint8Array | undefined)[] }}
 */
function runProcess(options) {
  const { input, timeout, maxBuffer, killSignal } = options;
  const [error, pid = 0, status = 0, signal = 0, ...output] = binding.run(
    ...spawnArguments(options),
    input,
    timeout,
    maxBuffer,
    killSignal,
  );
  return { error, pid, status, signal, output };
}

/** Whether an embedding application has given the program streams that are not this process's. */
function hasOwnStreams() {
  return binding.hasOwnStreams();
}

module.exports = { Process, hasOwnStreams, runProcess };
