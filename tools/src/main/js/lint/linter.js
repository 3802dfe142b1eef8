// The linter: reads a file with acorn, runs the rules, gives what they report.
//
// The names of the rules are those that ESLint gives to the same checks. ESLint itself needs node.
'use strict';

const { walk } = require('lint/tree');
const { analyse } = require('lint/scopes');
const { Suppressions } = require('lint/suppressions');
const { checkNode } = require('lint/syntax_rules');
const { checkVariables } = require('lint/variable_rules');
const { checkLibraryNode } = require('lint/library_rules');

const languageGlobals = Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'console');

class Linter {
  #acorn;
  #configuration;
  #libraryIds;
  #forbidden;

  /**
   * @param {object} acorn
   * @param {object} configuration what lint.json says
   * @param {string[]} libraryIds the ids that the library's `require` knows
   */
  constructor(acorn, configuration, libraryIds) {
    this.#acorn = acorn;
    this.#configuration = configuration;
    this.#libraryIds = new Set(libraryIds);
    const { globals, members, atLoad } = configuration.forbidden;
    this.#forbidden = { globals: byName(globals), members: byName(members), atLoad: byName(atLoad) };
  }

  /**
   * Checks a file.
   *
   * @param {string} file the path from the project's folder
   * @returns {{line: number, column: number, rule: string, message: string, isWarning: boolean}[]} by place
   */
  lint(file, source) {
    const problems = [];
    const add = (rule, loc, message) => {
      const isWarning = this.#configuration.warnings.includes(rule);
      problems.push({ line: loc.start.line, column: loc.start.column + 1, rule, message, isWarning });
    };
    const comments = [];
    let program;
    try {
      program = this.#parse(source, comments);
    } catch (error) {
      if (error.loc === undefined) throw error;
      add('syntax', { start: error.loc }, error.message);
      return problems;
    }
    const profile = this.#configuration.profiles.find(({ folder }) => file.startsWith(folder));
    const suppressions = new Suppressions(comments);
    const report = (rule, node, message) => {
      if (profile.off?.includes(rule)) return;
      if (!suppressions.covers(rule, node.loc.start.line)) add(rule, node.loc, message);
    };
    this.#check({ file, source, program, comments, profile, report });
    for (const { loc, message } of suppressions.problems()) add('disable-comment', loc, message);
    return problems.sort((a, b) => a.line - b.line || a.column - b.column);
  }

  #parse(source, comments) {
    return this.#acorn.parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowReturnOutsideFunction: true,
      allowHashBang: true,
      locations: true,
      onComment: comments,
    });
  }

  #check({ file, source, program, comments, profile, report }) {
    const given = profile.globals === 'node' ? this.#configuration.nodeGlobals : profile.globals;
    walk(program, () => {});
    const analysis = analyse(program, profile.given);
    const globalNodes = new Set(analysis.globals.map(({ node }) => node));
    const context = {
      file,
      report,
      configuration: this.#configuration,
      analysis,
      forbidden: this.#forbidden,
      libraryIds: this.#libraryIds,
      knownGlobals: new Set([...languageGlobals, ...given]),
      isGlobal: (node) => globalNodes.has(node),
      sourceOf: (node) => source.slice(node.start, node.end),
      hasCommentIn: (node) => comments.some(({ start, end }) => start > node.start && end < node.end),
    };
    checkVariables(context);
    walk(program, (node) => {
      checkNode(node, context);
      if (profile.isLibrary) checkLibraryNode(node, context);
    });
  }
}

function byName(entries) {
  return new Map(entries.map((entry) => [entry.name, entry]));
}

module.exports = { Linter };
