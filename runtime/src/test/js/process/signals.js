'use strict';

const sent = ['SIGHUP', 'SIGTERM', 'SIGINT', 'SIGUSR2', 'SIGWINCH'];
const next = () => {
  const signal = sent.shift();
  if (signal === undefined) return;
  process.once(signal, (...args) => {
    console.log(...args, process.listenerCount(signal));
    clearInterval(wait);
    next();
  });
  // A listener does not keep the program running.
  const wait = setInterval(() => {}, 1000);
  process.kill(process.pid, signal);
  console.log('sent', signal);
};
next();
