'use strict';
// What the scenarios share: warm up, then the best of some rounds; the last line printed is "VALUE UNIT".

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);

/**
 * @param {string} unit
 * @param {number} count operations a round
 * @param {(done: () => void) => void} round does `count` operations, then calls done
 * @param {() => void} [finish] called at the end
 */
function measure(unit, count, round, finish) {
  let best = 0;
  let left = ROUNDS + 2;
  const next = () => {
    const start = process.hrtime.bigint();
    round(() => {
      const rate = count / (Number(process.hrtime.bigint() - start) / 1e9);
      if (left <= ROUNDS && rate > best) best = rate;
      if (--left > 0) setImmediate(next);
      else {
        console.log(`${Math.round(best)} ${unit}`);
        finish?.();
      }
    });
  };
  next();
}

module.exports = { measure };
