'use strict';

// Cycles through require() of ES modules: which edge the error names; and where the stacks of syntax errors begin.

process.removeAllListeners('warning');

const shown = ({ code, message }) => `${code}: ${message.replaceAll(__dirname, '').split(' A cycle')[0]}`;

async function main() {
  for (const name of ['a.mjs', 'b.cjs', 'c.mjs', 'd.mjs', 'e.cjs', 'f.mjs']) {
    const file = `./fixtures/cycles/${name}`;
    try {
      require(file);
      console.log(name, 'required');
    } catch (error) {
      console.log(name, shown(error));
    }
  }
  for (const name of ['twice.mjs', 'twice.cjs']) {
    try {
      await import(`./fixtures/cycles/${name}`);
    } catch (error) {
      console.log(name, error.stack.split('\n')[0].replaceAll(__dirname, ''));
    }
  }
}

main();
