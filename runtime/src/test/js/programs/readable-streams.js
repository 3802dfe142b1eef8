'use strict';

const { Readable } = require('stream');
const log = (...args) => console.log(...args);
const readable = new Readable({
  highWaterMark: 3,
  read(size) {
    log('read', size);
    if (this.count === undefined) this.count = 0;
    this.push(this.count < 4 ? String(this.count++).repeat(2) : null);
  },
});
readable.setEncoding('utf8');
for (const event of ['readable', 'data', 'end', 'close', 'pause', 'resume']) {
  readable.on(event, (data) => log('event', event, data, readable.readableFlowing, readable.readableLength));
}
readable.on('readable', () => {
  let chunk;
  while ((chunk = readable.read(1)) !== null) log('chunk', chunk);
});
readable.on('close', async () => {
  log(
    await Readable.from([1, 2, 3])
      .map((x) => x * 2)
      .filter((x) => x > 2)
      .toArray(),
  );
  for await (const chunk of Readable.from(['a', 'b'])) log(chunk);
  const broken = new Readable({ read() {} });
  broken.on('error', (error) => log('error', error.message)).on('close', () => log('closed', broken.destroyed));
  broken.push('x');
  broken.destroy(new Error('broken'));
  broken.push('y');
  const late = Readable.from(['z']);
  late.push(null);
  try {
    for await (const chunk of late) {
      log(chunk);
      throw new Error('stop');
    }
  } catch (error) {
    log(error.message, late.destroyed);
  }
  const ended = new Readable({ read() {} });
  ended.on('error', (error) => log(error.code, error.message));
  ended.push(null);
  ended.push('after end');
});
