'use strict';
const { BroadcastChannel } = require('node:worker_threads');
const channels = [1, 2, 3].map(() => new BroadcastChannel('news'));
let left = 2;
channels.forEach((channel, index) => {
  channel.onmessage = ({ data }) => {
    console.log(index, data, channel.name);
    if (--left === 0) channels.forEach((each) => each.close());
  };
});
channels[0].postMessage({ to: 'all', bytes: new Uint8Array([1]) });
process.on('exit', () => console.log(channels[0]));
