'use strict';

// A program is debugged by a client of the DevTools protocol: breakpoints, steps, values, console, CPU profile, heap snapshot.

const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const connect = require('chrome-remote-interface');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gori-devtools-'));
const file = path.join(folder, 'program.js');
fs.writeFileSync(
  file,
  `'use strict';
function add(a, b) {
  const sum = a + b;
  return sum;
}
let n = 0;
setInterval(() => {
  n = add(n, 1);
}, 20);
console.log('hello', { a: 1 });
`,
);

const program = spawn(process.execPath, ['--inspect-brk=0', file], { stdio: ['ignore', 'ignore', 'pipe'] });
program.on('exit', (code, signal) => {
  console.log('exit', code, signal);
  fs.rmSync(folder, { recursive: true });
});
program.stderr.once('data', async (text) => {
  const port = Number(/:(\d+)\//.exec(text)[1]);
  try {
    await debug(port);
  } finally {
    program.kill();
  }
});

async function debug(port) {
  const [target] = await connect.List({ port });
  console.log(target.type, path.basename(target.url), target.webSocketDebuggerUrl.includes(target.id));
  const client = await connect({ port });
  const { Debugger, HeapProfiler, Profiler, Runtime } = client;
  const paused = () => new Promise((resolve) => client.once('Debugger.paused', resolve));
  const printed = new Promise((resolve) => client.once('Runtime.consoleAPICalled', resolve));
  await Runtime.enable();
  await Debugger.enable();
  let next = paused();
  await Runtime.runIfWaitingForDebugger();
  console.log((await next).reason);
  const { breakpointId, locations } = await Debugger.setBreakpointByUrl({ lineNumber: 3, urlRegex: '.*program\\.js' });
  next = paused();
  await Debugger.resume();
  let { callFrames, hitBreakpoints } = await next;
  console.log(locations.length, callFrames[0].functionName, callFrames[0].location.lineNumber, hitBreakpoints.length);
  const { callFrameId } = callFrames[0];
  const { result } = await Debugger.evaluateOnCallFrame({ callFrameId, expression: 'sum + a + "!"' });
  console.log(result.value);
  next = paused();
  await Debugger.stepOut();
  ({ callFrames } = await next);
  console.log('out', callFrames[0].location.lineNumber);
  await Debugger.removeBreakpoint({ breakpointId });
  await Debugger.resume();
  console.log((await printed).args.map(({ type, value }) => value ?? type).join());
  console.log((await Runtime.evaluate({ expression: '6 * 7' })).result.value);
  await Profiler.enable();
  await Profiler.start();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { profile } = await Profiler.stop();
  console.log('profile', profile.samples.length > 0);
  let length = 0;
  HeapProfiler.addHeapSnapshotChunk(({ chunk }) => (length += chunk.length));
  await HeapProfiler.takeHeapSnapshot({ reportProgress: false });
  console.log('heap', length > 100_000);
  await client.close();
}
