'use strict';

// What a module of the library does not need at run time: comments, indentation, spaces at the ends of lines. Every line keeps its
// number, so that stacks name the lines of the source. A line that throws stays as it is: it is shown when nobody catches the error.

/**
 * @param {object} acorn
 * @param {string} source the body of a module of the library
 * @returns {string}
 */
function strip(acorn, source) {
  const comments = [];
  // Their line breaks and spaces are their own.
  const templates = [];
  acorn.parse(source, {
    ecmaVersion: 'latest',
    allowReturnOutsideFunction: true,
    onComment: (isBlock, text, start, end) => comments.push({ start, end }),
    onToken: ({ type, start, end }) => {
      if (type.label === 'template') templates.push({ start, end });
    },
  });
  const overlap = (one, other) => one.start < other.end && other.start < one.end;
  const endsWith = (line, comment) => line.start < comment.start && comment.end === line.end;
  const throwing = [...source.matchAll(/^[ \t]*throw .*$/gm)]
    .map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
    .filter((line) => !templates.some((template) => overlap(line, template)))
    .filter((line) => comments.every((comment) => !overlap(line, comment) || endsWith(line, comment)));
  const isThrown = (comment) => throwing.some((line) => endsWith(line, comment));
  const kept = [
    ...throwing,
    ...templates,
    ...comments.filter((comment) => !isThrown(comment)).map((comment) => ({ ...comment, isComment: true })),
  ];
  kept.sort((a, b) => a.start - b.start);
  let result = '';
  let code = '';
  let at = 0;
  for (const { start, end, isComment } of kept) {
    code += source.slice(at, start);
    at = end;
    if (isComment) {
      code += source.slice(start, end).replace(/[^\n]+/g, ' ');
    } else {
      result += withoutSpaces(code) + source.slice(start, end);
      code = '';
    }
  }
  return result + withoutSpaces(code + source.slice(at));
}

function withoutSpaces(code) {
  return code.replace(/[ \t]*\n[ \t]*/g, '\n');
}

module.exports = { strip };
