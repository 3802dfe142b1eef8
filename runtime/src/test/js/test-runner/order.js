// node:test: the order of tests, suites, hooks and subtests, and how they are reported.
'use strict';
const { after, afterEach, before, beforeEach, describe, it, mock, test } = require('node:test');
const assert = require('assert');
const write = process.stdout.write;
process.stdout.write = function (text, ...rest) {
  return write.call(
    this,
    String(text)
      .replace(/[\d.]+ms/g, 'N')
      .replace(/duration_ms .*/, 'duration_ms N'),
    ...rest,
  );
};
const log = [];
process.on('exit', () => write.call(process.stdout, `${log.join('\n')}\n`));
before(() => log.push('root before'));
after(() => log.push('root after'));
beforeEach((t) => log.push(`root beforeEach ${t.name}`));
afterEach((t) => log.push(`root afterEach ${t.name}`));
test('first', () => log.push('first'));
test('with subtests', async (t) => {
  t.diagnostic('a note');
  t.before(() => log.push('t.before'));
  t.after(() => log.push('t.after'));
  await t.test('sub 1', () => log.push('sub 1'));
  await t.test('sub 2', (inner, done) => setTimeout(done, 1));
});
describe('suite', () => {
  before(() => log.push('suite before'));
  after(() => log.push('suite after'));
  beforeEach((t) => log.push(`suite beforeEach ${t.name}`));
  it('one', (t) => log.push(t.fullName));
  it.skip('skipped', () => log.push('never'));
  it('two', { skip: 'with a reason' }, () => log.push('never'));
  describe('inner', () => {
    it('deep', async (t) => {
      await 1;
      log.push(t.fullName);
    });
  });
  log.push('suite made');
});
test('skips itself', (t) => t.skip('later'));
test('plans', (t) => {
  t.plan(2);
  t.assert.ok(true);
  t.assert.strictEqual(1, 1);
});
test('todo', { todo: true }, () => log.push('todo runs'));
test('mocks', () => {
  const object = { add: (a, b) => a + b };
  const method = mock.method(object, 'add', () => 42);
  assert.strictEqual(object.add(1, 2), 42);
  assert.deepStrictEqual(method.mock.calls[0].arguments, [1, 2]);
  mock.restoreAll();
  assert.strictEqual(object.add(1, 2), 3);
  const fn = mock.fn((x) => x);
  fn.mock.mockImplementationOnce(() => 'once');
  log.push([fn(1), fn(2), fn.mock.callCount()].join());
});
