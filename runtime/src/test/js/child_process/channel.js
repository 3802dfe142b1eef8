'use strict';

// The channel to a child that is no Node program: lines of JSON.

const { spawn } = require('child_process');

function start(script, options) {
  return spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], ...options });
}

const script = `
echo "fd $NODE_CHANNEL_FD, $NODE_CHANNEL_SERIALIZATION_MODE"
while read -r line; do
  case $line in
    '"stop"') printf '{"answer":' >&3; sleep 0.1; printf '"\\303\\244"}\\n' >&3; exit 5 ;;
    *) printf '{"got":%s}\\n' "$line" >&3 ;;
  esac
done <&3
`;

const child = start(script);
console.log(child.connected, child.channel.constructor.name, child.stdio.length, child.stdio[3]);
child.stdout.setEncoding('utf8').on('data', (text) => console.log('printed', JSON.stringify(text)));
for (const event of ['disconnect', 'exit']) {
  child.on(event, (...values) => console.log(event, values, child.connected));
}
child.on('message', (message, handle) => {
  console.log('message', message, handle);
  if (message.got === null) child.send('stop', (error) => console.log('sent', error));
});
console.log(child.send({ text: 'ä\n', list: [1, undefined], date: new Date(0) }));
child.send(42);
for (const bad of [undefined, Symbol('s'), 1n, () => {}]) {
  try {
    child.send(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
child.send(null);

child.on('close', () => {
  console.log('close');
  child.send('late', (error) => console.log(error.code));
  child.once('error', (error) => console.log('error', error.code));
  child.disconnect();

  // Disconnecting ends the child's loop; what is on its way arrives.
  const second = start('while read -r line <&3; do :; done; echo ended');
  second.on('disconnect', () => console.log('disconnected', second.connected, second.channel));
  second.on('exit', (code) => console.log('exit', code));
  second.stdout.on('data', (text) => console.log(String(text)));
  second.disconnect();
  console.log(second.connected);
});
