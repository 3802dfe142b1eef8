'use strict';

// fs.watch and fs.watchFile report changes; promises.watch iterates over them.

const fs = require('fs');
const { at } = require('./fixtures/scratch');

fs.mkdirSync(at('dir'));
fs.writeFileSync(at('polled'), 'x');

function watchDirectory() {
  return new Promise((resolve) => {
    const watcher = fs.watch(at('dir'), (type, name) => {
      console.log(type, name);
      watcher.close();
    });
    watcher.on('close', resolve);
    console.log(watcher.constructor.name);
    fs.writeFileSync(at('dir', 'new'), 'x');
  });
}

async function iterate() {
  const controller = new AbortController();
  setTimeout(() => fs.writeFileSync(at('dir', 'new'), 'y'), 20);
  try {
    for await (const event of fs.promises.watch(at('dir'), { signal: controller.signal })) {
      console.log(event);
      controller.abort();
    }
  } catch (error) {
    console.log(error.name, error.code);
  }
}

function poll() {
  return new Promise((resolve) => {
    const watcher = fs.watchFile(at('polled'), { interval: 20 }, (now, before) => {
      console.log(now.size, before.size);
      fs.unwatchFile(at('polled'));
    });
    watcher.on('stop', resolve);
    setTimeout(() => fs.writeFileSync(at('polled'), 'longer'), 60);
  });
}

function pollMissing() {
  return new Promise((resolve) => {
    fs.watchFile(at('missing'), { interval: 20 }, (now, before) => {
      console.log(now.mtimeMs, before.mtimeMs);
      fs.unwatchFile(at('missing'));
      resolve();
    });
  });
}

async function run() {
  await watchDirectory();
  await iterate();
  await poll();
  await pollMissing();
  try {
    fs.watch(at('no'));
  } catch (error) {
    console.log(error.code, error.syscall, error.path === at('no'), error.filename === at('no'));
  }
}
run();
