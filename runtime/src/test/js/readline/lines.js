// Lines from a stream: as events, one after the other in a loop, and as answers.
const { PassThrough, Readable } = require('stream');
const readline = require('readline');
const { createInterface } = require('readline/promises');

async function main() {
  const events = readline.createInterface({ input: Readable.from(['one\ntw', 'o\r\nthree\rfour\r', '\nfive']) });
  events.on('line', (line) => console.log('line', line));
  await new Promise((resolve) => events.on('close', resolve));
  console.log(events.closed);

  for await (const line of readline.createInterface({ input: Readable.from(['a\nb\n', 'c']) })) console.log(line);

  const input = new PassThrough();
  const output = new PassThrough();
  output.setEncoding('utf8');
  const asking = createInterface({ input, output });
  const answer = asking.question('name? ');
  input.write('Gori\n');
  console.log(await answer, JSON.stringify(output.read()));
  const controller = new AbortController();
  const aborted = asking.question('again? ', { signal: controller.signal });
  controller.abort();
  await aborted.catch((error) => console.log(error.name, error.code));
  asking.pause();
  asking.on('resume', () => console.log('resumed'));
  asking.resume();
  asking.close();
  try {
    await asking.question('closed? ');
  } catch (error) {
    console.log(error.code, error.message);
  }
  for (const options of [{ historySize: -1 }, { completer: 'x' }, { escapeCodeTimeout: 'x' }, { tabSize: 0 }]) {
    try {
      readline.createInterface({ input, ...options });
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
}
main();
