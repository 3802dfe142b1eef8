// Editing on a terminal: keys change the line, and what is written draws it.
const { PassThrough } = require('stream');
const readline = require('readline');

const input = new PassThrough();
const output = new PassThrough();
output.setEncoding('utf8');
output.columns = 80;
const editor = readline.createInterface({ input, output, terminal: true, prompt: '$ ', history: ['older', 'oldest'] });
editor.on('line', (line) => console.log('line', JSON.stringify(line)));
editor.on('history', (history) => console.log(history));
input.on('keypress', (text, key) => console.log(key));

function type(...keys) {
  for (const key of keys) input.write(key);
  console.log(JSON.stringify(editor.line), editor.cursor, JSON.stringify(output.read()));
}

editor.prompt();
type('hello world');
type('\x01');
type('\x1bf');
type('\x1b[D', '\x7f');
type('\x0b');
type('\x19');
type('\x05', '!');
type('\r');
type('\x1b[A', '\x1b[A');
type('\x1b[B');
type('\x15');
type('\x1b[1;5C', '\x1bOP', '\x1b[3~');
type('last\n');
editor.write('typed by the program');
editor.write(null, { ctrl: true, name: 'u' });
console.log(JSON.stringify(editor.line), editor.getCursorPos());
readline.cursorTo(output, 3, 4);
readline.moveCursor(output, -1, 2);
readline.clearLine(output, 0);
readline.clearScreenDown(output);
console.log(JSON.stringify(output.read()));
editor.on('close', () => console.log('closed'));
type('\x03');
