// Comments that let a line or a file off a rule, in ESLint's form. They have to say why:
//
//   if (pid != wanted) {} // eslint-disable-line eqeqeq -- a string is taken too, as in Node
'use strict';

const form = /^\s*eslint-disable(-line|-next-line)?\s+([\w, -]*?)\s*(?:--\s*(.+))?\s*$/s;

class Suppressions {
  #entries = [];

  constructor(comments) {
    for (const comment of comments) {
      const match = form.exec(comment.value);
      if (match === null) continue;
      const [, where, rules, reason] = match;
      const { line } = comment.loc.start;
      this.#entries.push({
        loc: comment.loc,
        line: where === '-line' ? line : where === '-next-line' ? comment.loc.end.line + 1 : undefined,
        rules: rules.split(/[\s,]+/).filter(Boolean),
        hasReason: reason !== undefined,
        isUsed: false,
      });
    }
  }

  /** Whether a problem is let off. */
  covers(rule, line) {
    for (const entry of this.#entries) {
      if ((entry.line === undefined || entry.line === line) && entry.rules.includes(rule)) {
        entry.isUsed = true;
        return true;
      }
    }
    return false;
  }

  /** What is wrong with the comments themselves; asked for last. */
  problems() {
    const problems = [];
    for (const { loc, rules, hasReason, isUsed } of this.#entries) {
      if (!isUsed) problems.push({ loc, message: `nothing to let off here: ${rules.join(', ')}` });
      else if (!hasReason) problems.push({ loc, message: `say why, after --: ${rules.join(', ')}` });
    }
    return problems;
  }
}

module.exports = { Suppressions };
