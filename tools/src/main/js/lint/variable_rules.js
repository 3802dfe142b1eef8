// Rules on variables.
'use strict';

function checkVariables({ analysis, knownGlobals, report }) {
  for (const { node, isTypeof } of analysis.globals) {
    if (!isTypeof && !knownGlobals.has(node.name)) {
      report('no-undef', node, `${node.name} is not defined`);
    }
  }
  for (const variable of analysis.variables) {
    checkUse(variable, report);
    checkWrites(variable, report);
  }
  checkPreferConst(analysis.variables, report);
}

// A parameter without use may be there for the function's length, or for those behind it.
function checkUse(variable, report) {
  if (variable.reads > 0 || variable.kind === 'param' || isLeftOutOfRest(variable)) return;
  const what = variable.writes > 0 ? 'is given a value but never used' : 'is never used';
  report('no-unused-vars', variable.node, `${variable.name} ${what}`);
}

/** `{ a, ...others }` names `a` to have it left out of `others`. */
function isLeftOutOfRest({ node }) {
  let property = node.parent;
  if (property?.type === 'AssignmentPattern') property = property.parent;
  if (property?.type !== 'Property' || property.parent.type !== 'ObjectPattern') return false;
  return property.parent.properties.some((other) => other.type === 'RestElement');
}

function checkWrites(variable, report) {
  if (variable.writes === 0) return;
  const { name, kind, node } = variable;
  if (kind === 'const') report('no-const-assign', node, `${name} is a constant, and is assigned to`);
  else if (kind === 'function') report('no-func-assign', node, `${name} is a function, and is assigned to`);
  else if (kind === 'class') report('no-class-assign', node, `${name} is a class, and is assigned to`);
  else if (kind === 'catch') report('no-ex-assign', node, `${name} is a caught error, and is assigned to`);
}

function checkPreferConst(variables, report) {
  const declarators = new Map();
  for (const variable of variables) {
    if (variable.kind !== 'let') continue;
    const group = declarators.get(variable.declaration);
    if (group === undefined) declarators.set(variable.declaration, [variable]);
    else group.push(variable);
  }
  for (const [declarator, group] of declarators) {
    if (group.some((variable) => variable.writes > 0)) continue;
    const loop = declarator.parent.parent;
    const hasValue = declarator.init !== null || loop.type === 'ForInStatement' || loop.type === 'ForOfStatement';
    if (hasValue) report('prefer-const', group[0].node, `${group[0].name} never changes: use const`);
  }
}

module.exports = { checkVariables };
