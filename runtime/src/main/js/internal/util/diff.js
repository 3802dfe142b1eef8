// util.diff, and the shortest edit script it comes from (Myers, "An O(ND) Difference Algorithm and Its Variations").
'use strict';

const kEqual = 0;
const kInsert = 1;
const kDelete = -1;

/**
 * The shortest way from `expected` to `actual`: [kind, item], insertions being what only `actual` has.
 * @param {ArrayLike<string>} actual
 * @param {ArrayLike<string>} expected
 * @param {(a: string, b: string) => boolean} [same]
 * @returns {Array<[kind: 0 | 1 | -1, item: string]>}
 */
function myersDiff(actual, expected, same = (a, b) => a === b) {
  const { length: n } = actual;
  const { length: m } = expected;
  const limit = n + m;
  // How far along `actual` each diagonal (x - y) was reached, for each number of edits.
  const reached = new Int32Array(2 * limit + 2);
  const trace = [];
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(reached.slice(limit - edits, limit + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = diagonal + limit;
      const down = diagonal === -edits || (diagonal !== edits && reached[at - 1] < reached[at + 1]);
      let x = down ? reached[at + 1] : reached[at - 1] + 1;
      let y = x - diagonal;
      while (x < n && y < m && same(actual[x], expected[y])) {
        x++;
        y++;
      }
      reached[at] = x;
      if (x >= n && y >= m) return walkBack(trace, actual, expected, edits);
    }
  }
  return [];
}

function walkBack(trace, actual, expected, lastEdits) {
  const result = [];
  let x = actual.length;
  let y = expected.length;
  for (let edits = lastEdits; edits >= 0; edits--) {
    const reached = trace[edits];
    const get = (diagonal) => reached[diagonal + edits];
    const diagonal = x - y;
    const down = diagonal === -edits || (diagonal !== edits && get(diagonal - 1) < get(diagonal + 1));
    const previousDiagonal = down ? diagonal + 1 : diagonal - 1;
    const previousX = edits === 0 ? 0 : get(previousDiagonal);
    const previousY = edits === 0 ? 0 : previousX - previousDiagonal;
    while (x > previousX && y > previousY) {
      result.push([kEqual, actual[x - 1]]);
      x--;
      y--;
    }
    if (edits === 0) break;
    if (x > previousX) result.push([kInsert, actual[--x]]);
    else result.push([kDelete, expected[--y]]);
  }
  return result.reverse();
}

module.exports = { kDelete, kEqual, kInsert, myersDiff };
