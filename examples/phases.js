'use strict';
// Every phase of the event loop, and the two queues that run between callbacks. docs/phases.md explains the output line by line.

const fs = require('fs');
const net = require('net');

const say = (phase, what) => console.log(`${phase.padEnd(10)} ${what}`);

/** The two queues: they are emptied after every callback, whatever phase it ran in; ticks first. */
function queues(phase) {
  Promise.resolve().then(() => say(phase, '  microtask: a promise reaction'));
  queueMicrotask(() => {
    say(phase, '  microtask: queueMicrotask, which adds a tick');
    process.nextTick(() => say(phase, '  tick added by a microtask'));
  });
  process.nextTick(() => {
    say(phase, '  tick: before any microtask');
    process.nextTick(() => say(phase, '  tick added by a tick, still before any microtask'));
  });
}

say('main', 'the program itself');
queues('main');

// The program goes on from a callback of the poll phase, so that what follows has one order only.
fs.readFile(__filename, () => {
  say('poll', 'a file was read by the worker pool');
  queues('poll');

  setTimeout(() => {
    say('timers', 'a timer of 0 ms: the next iteration, at the earliest');
    queues('timers');
    setTimeout(() => {
      say('timers', 'a timer set by a timer: waits for another pass');
      last();
    }, 100);
    setImmediate(() => say('check', 'an immediate set by a timer: this iteration'));
    // Connecting to a socket that does not exist fails at once; the loop tells it in the pending phase.
    net.connect('/nonexistent.sock').on('error', (error) => say('pending', `a connection failed late: ${error.code}`));
  }, 0);

  setImmediate(() => {
    say('check', 'an immediate: right after poll');
    queues('check');
    setImmediate(() => say('check', 'an immediate set by an immediate: the next iteration'));
    // Long enough for the timer to be due when the next iteration begins.
    for (const end = Date.now() + 5; Date.now() < end;);
  });
});

function last() {
  // A connection to a server of our own, closed as soon as it is there.
  const server = net.createServer((connection) => connection.destroy());
  server.listen(0, '127.0.0.1', () => {
    const socket = net.connect(server.address().port, '127.0.0.1', () => {
      say('poll', 'a connection is there: its socket was writable');
      socket.destroy();
      setImmediate(() => say('check', 'an immediate: before the close callbacks'));
    });
    socket.on('close', () => {
      say('closing', 'the socket was closed');
      queues('closing');
      server.close();
    });
  });
  process.on('beforeExit', once);
}

let revived = false;
function once() {
  if (revived) return;
  revived = true;
  say('end', 'beforeExit: nothing keeps the loop alive; a timer revives it');
  setTimeout(() => say('timers', 'the timer that revived the loop'), 1);
}

process.on('exit', (code) => say('end', `exit with ${code}`));
