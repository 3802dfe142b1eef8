'use strict';

// What a program that is watched tells the process that watches it: which files it has loaded, and which it has looked for.

let isWatched = false;

/** Called when the program starts. */
function initialize() {
  isWatched = process.env.WATCH_REPORT_DEPENDENCIES !== undefined && process.send !== undefined;
}

/** @param {string} filename of a module of CommonJS */
function reportRequired(filename) {
  if (isWatched && process.connected) process.send({ 'watch:require': [filename] });
}

/** @param {string} url of an ES module */
function reportImported(url) {
  if (isWatched && process.connected && url.startsWith('file:')) process.send({ 'watch:import': [url] });
}

/** @param {string} base a path under which no module was found, whatever the extension */
function reportMissing(base, extensions = []) {
  if (isWatched && process.connected) {
    process.send({ 'watch:require': [base, ...extensions.map((extension) => base + extension)] });
  }
}

module.exports = { initialize, reportImported, reportMissing, reportRequired };
