'use strict';

// The start of a program, after the snapshot is restored: what the process is goes into the process object, then the entry runs.

const { onUncaught } = require('internal/process/execution');
const { drain, finishEntry } = require('internal/process/task_queues');
const { prepareProcess } = require('internal/process/object');
const { registerHandle } = require('internal/handles');
const timers = require('internal/timers');
const { probe } = require('internal/loop/probe');
const { reachMilestone } = require('internal/perf/utils');
const { setSourceMapsSupport } = require('internal/source_map/support');
const { watchCompilations } = require('internal/wasm');
const { begin: beginFiles, end: endFiles } = require('internal/modules/files');
const { runEntry } = require('internal/bootstrap/entry');

// Handles that Java itself owns; see dev.gori.runtime.Environment.
const TIMER_HANDLE = 1;
const CHECK_HANDLE = 2;
const PROCESS_HANDLE = 3;

const BEFORE_EXIT = 0;
const EXIT = 1;
/** The record begins, or its options have changed; it ends; facts are wanted. Those are no callbacks of the program's. */
const RECORD = 3;
const RECORD_END = 4;
const FACTS = 5;
const WHY = 6;

/**
 * Entry from Java.
 *
 * @param {string} text JSON: what dev.gori.runtime.Configuration says of this process
 */
function main(text) {
  const configuration = JSON.parse(text);
  try {
    Error.stackTraceLimit = Number(configuration.options['--stack-trace-limit'] ?? 10);
    prepareProcess(configuration);
    watchCompilations();
    const { options } = configuration;
    if (options['--enable-source-maps'] !== undefined || options['--experimental-transform-types'] !== undefined) {
      setSourceMapsSupport(true, { nodeModules: true });
    }
    registerHandle(TIMER_HANDLE, { onEvent: timers.runTimers });
    registerHandle(CHECK_HANDLE, { onEvent: timers.runImmediates });
    registerHandle(PROCESS_HANDLE, {
      onEvent(event) {
        if (event === RECORD) beginRecord();
        else if (event === RECORD_END) require('internal/loop/recorder').end();
        else if (event === FACTS) internalBinding('loop_record').facts(require('internal/loop/facts').facts());
        else if (event === WHY) internalBinding('loop_record').facts(require('internal/loop/facts').why());
        else if (event === BEFORE_EXIT || event === EXIT) {
          if (probe.recorder !== undefined) {
            const { recorder } = probe;
            recorder.enterCallback(recorder.kindProcess, 0, 0, process.emit);
          }
          if (event === EXIT) leave();
          else process.emit('beforeExit', process.exitCode ?? 0);
        }
      },
    });
    if (configuration.record) {
      beginRecord();
      probe.recorder.enterCallback(probe.recorder.kindMain, 0, 0, undefined);
    }
    connectToParent(process.env);
    if (configuration.inspected) require('internal/inspector_console').forwardConsole();
    if (configuration.prefetched) beginFiles();
    reachMilestone('bootstrapComplete');
    runEntry(configuration);
  } catch (error) {
    onUncaught(error);
  }
  drain();
  endFiles();
  finishEntry();
  if (probe.watch !== undefined) probe.watch.leaveJavaScript();
  reachMilestone('loopStart');
}

function beginRecord() {
  require('internal/loop/recorder').begin(JSON.parse(internalBinding('loop_record').options()));
}

/** Opens the channel to the process that has forked this one, if it was one that gives channels. */
function connectToParent(env) {
  const { NODE_CHANNEL_FD: fd, NODE_CHANNEL_SERIALIZATION_MODE: mode } = env;
  if (fd === undefined) return;
  delete env.NODE_CHANNEL_FD;
  delete env.NODE_CHANNEL_SERIALIZATION_MODE;
  require('internal/child_process/channel').connectToParent(Number(fd), mode ?? 'json');
}

/** The loop has ended by itself. What an 'exit' listener throws may be handled: the code is the program's then. */
function leave() {
  reachMilestone('loopExit');
  const { emitExit, getExitCode } = require('internal/process/exit');
  let code;
  try {
    code = emitExit();
  } catch (error) {
    if (!onUncaught(error)) return;
    code = Number(getExitCode() ?? 0);
  }
  process.reallyExit(code);
}

module.exports = { main };
