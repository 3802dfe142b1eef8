// The report on standard output: a line for each test as it ends, the failures once more at the end.
'use strict';

const { inspect } = require('internal/util/inspect');
const { shouldColorize } = require('internal/util/colors');

const green = '\u001b[32m';
const red = '\u001b[31m';
const gray = '\u001b[90m';
const blue = '\u001b[34m';
const reset = '\u001b[0m';

/** Failures that are no fault of the test's code. */
const cancellations = new Set(['cancelledByParent', 'testTimeoutFailure', 'testAborted']);

class Reporter {
  #failed = [];
  #counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  #announced = new Set();
  #colors;

  #paint(color, text) {
    this.#colors ??= shouldColorize(process.stdout);
    return this.#colors ? `${color}${text}${reset}` : text;
  }

  #line(test) {
    const { skipped, todo, passed } = test;
    let note = '';
    let [symbol, color] = ['\u2714', green];
    if (skipped) {
      [symbol, color] = ['\uFE63', gray];
      note = ` # ${test.skipMessage ?? 'SKIP'}`;
    } else if (todo) {
      note = ` # ${test.todoMessage ?? 'TODO'}`;
      if (!passed) [symbol, color] = ['\u26A0', gray];
    } else if (!passed) {
      [symbol, color] = ['\u2716', red];
    }
    return this.#paint(color, `${symbol} ${test.name} `) + this.#paint(gray, `(${test.duration}ms)`) + note;
  }

  /** Names of what surrounds a test stand above it. */
  #announce(test) {
    if (test.depth < 0 || this.#announced.has(test)) return;
    this.#announce(test.parent);
    this.#announced.add(test);
    this.#write(test.depth, this.#paint(gray, `\u25B6 ${test.name}`));
  }

  #write(depth, text) {
    process.stdout.write(`${'  '.repeat(Math.max(0, depth))}${text}\n`);
  }

  #count(test) {
    const counts = this.#counts;
    if (test.isSuite) {
      counts.suites++;
      return;
    }
    counts.tests++;
    if (test.skipped) counts.skipped++;
    else if (test.todo) counts.todo++;
    else if (cancellations.has(test.error?.failureType)) counts.cancelled++;
    else if (test.passed) counts.pass++;
    else counts.fail++;
  }

  /** A test or suite has ended. */
  ended(test) {
    this.#announce(test.parent);
    this.#count(test);
    this.#write(test.depth, this.#line(test));
    for (const message of test.diagnostics) this.#write(test.depth, this.#paint(blue, `\u2139 ${message}`));
    if (!test.passed && !test.skipped) this.#failed.push(test);
  }

  /** An error of no test in particular. */
  failedOutside(error) {
    this.#write(0, `${this.#paint(red, '\u2716 uncaught outside of a test')}\n${inspect(error).replace(/^/gm, '  ')}`);
  }

  /** The whole run has ended. @param {number} duration in milliseconds */
  summarize(duration) {
    for (const [name, count] of Object.entries({ ...this.#counts, duration_ms: duration })) {
      this.#write(0, this.#paint(blue, `\u2139 ${name} ${count}`));
    }
    const failed = this.#failed.filter((test) => test.error.failureType !== 'subtestsFailed');
    if (failed.length === 0) return;
    this.#write(0, `\n${this.#paint(red, '\u2716 failing tests:')}`);
    for (const test of failed) {
      const { file, line, column } = test.location ?? {};
      const place =
        file === undefined ? '' : `test at ${require('path').relative(process.cwd(), file)}:${line}:${column}\n`;
      const { cause } = test.error;
      const text = inspect(cause ?? test.error, { colors: this.#colors, breakLength: Infinity });
      this.#write(0, `\n${place}${this.#line(test)}\n${text.replace(/^/gm, '  ')}`);
    }
  }

  get failures() {
    return this.#failed.filter((test) => !test.todo).length;
  }
}

module.exports = { Reporter };
