'use strict';

console.log(process.kill(process.pid, 0));
for (const args of [['x'], [null], [process.pid, 'SIGNOTHING'], [process.pid, 1.5], [0, 987], [2 ** 22 + 1, 0]]) {
  try {
    process.kill(...args);
  } catch (error) {
    console.log(error.name, error.code, error.message, error.syscall, error.errno);
  }
}
for (const event of ['SIGKILL', 'SIGSTOP']) {
  try {
    process.on(event, () => {});
  } catch (error) {
    console.log(error.code, error.syscall, error.message);
  }
}
