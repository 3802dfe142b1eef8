'use strict';

// --watch and --watch-path: runs the program in a child and starts it again when a file that it has loaded changes. The child tells
// which those are: internal/watch_mode/reports. https://nodejs.org/api/cli.html#--watch

const path = require('path');
const { once } = require('events');
const { spawn } = require('child_process');
const { clearTimeout, setTimeout } = require('timers');
const { getOptionValue } = require('internal/options');
const { convertToValidSignal } = require('internal/util');
const { fileURLToPath } = require('internal/url');
const { inspect } = require('internal/util/inspect');
const colors = require('internal/util/colors');
const { WatchedFiles } = require('internal/watch_mode/files');

/** After this long the user hears that the program has not ended yet. */
const GRACE_MS = 1000;

/** The program that is watched, in one child after the other. */
class WatchedProgram {
  #command;
  #name;
  #paths = getOptionValue('--watch-path')?.split('\0');
  #keepsOutput = getOptionValue('--watch-preserve-output') !== undefined;
  #killSignal = convertToValidSignal(getOptionValue('--watch-kill-signal') ?? 'SIGTERM');
  #files = new WatchedFiles((file) => this.#restart(file));
  #child;
  #isRestarting = false;
  /** What has changed since the program was last started. */
  #changed;

  /** @param {string[]} command the program and its arguments */
  constructor(command) {
    this.#command = command;
    this.#name = inspect(command.join(' '));
  }

  start() {
    for (const target of this.#paths ?? []) this.#files.addPath(path.resolve(target));
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => this.#leave(signal));
    this.#run();
  }

  #run() {
    const stdio = ['inherit', 'inherit', 'inherit'];
    if (this.#paths === undefined) stdio.push('ipc');
    const child = spawn(process.execPath, [...withoutWatching(process.execArgv), ...this.#command], {
      stdio,
      env: { ...process.env, WATCH_REPORT_DEPENDENCIES: '1' },
    });
    this.#child = child;
    if (this.#paths === undefined) this.#watchModules(child);
    child.once('exit', (code) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      const [color, verb] = code === 0 ? [colors.blue, 'Completed'] : [colors.red, 'Failed'];
      this.#tell(`${color}${verb} running ${this.#name}. Waiting for file changes before restarting...${colors.white}`);
    });
  }

  #watchModules(child) {
    if (this.#command.length > 0) this.#files.addFile(path.resolve(this.#command[0]));
    child.on('message', (message) => {
      for (const file of message['watch:require'] ?? []) this.#files.addFile(file);
      for (const url of message['watch:import'] ?? []) this.#files.addFile(fileURLToPath(url));
    });
  }

  async #restart(file) {
    this.#changed = file;
    if (this.#isRestarting) return;
    this.#isRestarting = true;
    while (this.#changed !== undefined) {
      this.#tell(`${this.#clear}Change detected in ${inspect(this.#changed)}`);
      this.#tell(`${colors.green}Restarting ${this.#name}${colors.white}`);
      this.#changed = undefined;
      if (this.#paths === undefined) this.#files.clearFiles();
      await this.#stopGracefully();
      this.#run();
    }
    this.#isRestarting = false;
  }

  async #stopGracefully() {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#tell(`${colors.blue}Waiting for graceful termination...${colors.white}`);
    }, GRACE_MS);
    await this.#stop(this.#killSignal);
    clearTimeout(timer);
    if (isLate) this.#tell(`${this.#clear}${colors.green}Gracefully restarted ${this.#name}${colors.white}`);
  }

  /** @returns {Promise<number|null|undefined>} the exit code; undefined when nothing was running */
  async #stop(signal) {
    const child = this.#child;
    if (child === undefined) return undefined;
    this.#child = undefined;
    child.kill(signal);
    const [code] = await once(child, 'exit');
    return code;
  }

  async #leave(signal) {
    this.#files.close();
    process.exit((await this.#stop(signal)) ?? 0);
  }

  get #clear() {
    return this.#keepsOutput ? '' : colors.clear;
  }

  #tell(text) {
    process.stdout.write(`${text}\n`);
  }
}

/** The options of this process but for those that make it watch. */
function withoutWatching(options) {
  const kept = [];
  for (let i = 0; i < options.length; i++) {
    const [name, value] = options[i].split('=', 2);
    if (name === '--watch-path') {
      if (value === undefined) i++;
    } else if (name !== '--watch') {
      kept.push(options[i]);
    }
  }
  return kept;
}

/** @param {object} configuration see dev.gori.runtime.Configuration */
function watch(configuration) {
  colors.refresh();
  const file = configuration.entry === 'file' ? [configuration.file] : [];
  new WatchedProgram([...file, ...configuration.arguments]).start();
}

module.exports = { watch };
