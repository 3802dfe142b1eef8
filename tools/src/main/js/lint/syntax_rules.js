// Rules on what is written, one kind of node at a time.
'use strict';

const { childrenOf, isFunction, memberName } = require('lint/tree');

const rules = {
  Program(node, { report }) {
    const [first] = node.body;
    if (first?.directive !== 'use strict') report('strict', first ?? node, `the file does not begin with 'use strict'`);
    checkUnreachable(node.body, report);
  },

  VariableDeclaration(node, { report }) {
    if (node.kind === 'var') report('no-var', node, 'use let or const');
  },

  BinaryExpression(node, { report }) {
    const { operator, left, right } = node;
    if ((operator === '==' || operator === '!=') && !isNull(left) && !isNull(right)) {
      report('eqeqeq', node, `use ${operator}=; ${operator} is for null and undefined together`);
    }
    if (isNaN(left) || isNaN(right)) report('use-isnan', node, 'NaN equals nothing: use Number.isNaN');
    if (left.type === 'UnaryExpression' && left.operator === 'typeof' && right.type === 'Literal') {
      if (!typeNames.has(right.value)) report('valid-typeof', right, `typeof is never ${right.raw}`);
    }
  },

  BlockStatement(node, { report, hasCommentIn }) {
    checkUnreachable(node.body, report);
    if (node.body.length > 0 || isFunction(node.parent) || hasCommentIn(node)) return;
    if (node.parent.type === 'CatchClause') report('no-empty', node, 'an error is swallowed: say why it may be');
    else report('no-empty', node, 'an empty block: say why');
  },

  SwitchStatement(node, { report, sourceOf }) {
    const seen = new Set();
    for (const { test, consequent } of node.cases) {
      checkUnreachable(consequent, report);
      if (test === null) continue;
      const text = sourceOf(test);
      if (seen.has(text)) report('no-duplicate-case', test, `case ${text} is there twice`);
      seen.add(text);
    }
  },

  CatchClause(node, { report }) {
    const [first] = node.body.body;
    if (first?.type === 'ThrowStatement' && node.param !== null && first.argument.name === node.param.name) {
      report('no-useless-catch', node, 'the caught error is thrown again at once');
    }
  },

  TryStatement(node, { report }) {
    if (node.finalizer !== null) checkFinalizer(node.finalizer, report);
  },

  ThrowStatement(node, { report }) {
    const { type } = node.argument;
    if (type === 'Literal' || type === 'TemplateLiteral' || type === 'ObjectExpression') {
      report('no-throw-literal', node, 'throw an Error');
    }
  },

  IfStatement: checkTest,
  ConditionalExpression: checkTest,

  ExpressionStatement(node, { report }) {
    if (node.directive !== undefined) return;
    if (withoutEffect.has(node.expression.type)) {
      report('no-unused-expressions', node, 'nothing is done with this value');
    }
  },

  AssignmentExpression(node, context) {
    const { report, sourceOf } = context;
    if (node.operator === '=' && sourceOf(node.left) === sourceOf(node.right)) {
      report('no-self-assign', node, 'assigned to itself');
    }
    const name = node.left.type === 'MemberExpression' ? memberName(node.left) : undefined;
    if (name !== undefined && node.left.object.type === 'ThisExpression') checkUnderscore(name, node.left, context);
  },

  ObjectExpression(node, { report }) {
    const seen = new Set();
    for (const property of node.properties) {
      if (property.type !== 'Property' || property.computed) continue;
      const name = String(property.key.name ?? property.key.value);
      const slot = `${property.kind} ${name}`;
      if (seen.has(slot)) report('no-dupe-keys', property, `${name} is there twice`);
      seen.add(slot);
    }
  },

  ClassBody(node, context) {
    const { report } = context;
    const declared = new Map();
    const seen = new Set();
    for (const member of node.body) {
      if (member.type === 'StaticBlock') continue;
      const { key } = member;
      if (key.type === 'PrivateIdentifier') {
        declared.set(key.name, key);
      } else if (!member.computed) {
        const name = String(key.name ?? key.value);
        const slot = `${member.static} ${member.kind} ${name}`;
        if (seen.has(slot)) report('no-dupe-class-members', member, `${name} is there twice`);
        seen.add(slot);
        if (member.type === 'PropertyDefinition') checkUnderscore(name, member, context);
      }
    }
    if (declared.size > 0) checkPrivateNames(node, declared, report);
  },

  NewExpression(node, { report }) {
    const [executor] = node.arguments;
    if (node.callee.name === 'Promise' && executor !== undefined && isFunction(executor) && executor.async) {
      report('no-async-promise-executor', executor, 'what an async executor throws is lost');
    }
  },

  ArrayExpression(node, { report }) {
    if (node.elements.includes(null)) report('no-sparse-arrays', node, 'an array with holes');
  },

  DebuggerStatement(node, { report }) {
    report('no-debugger', node, 'left over from debugging');
  },

  LabeledStatement(node, { report }) {
    if (!isLoop(node.body) && node.body.type !== 'BlockStatement') {
      report('no-unused-labels', node, 'a label for nothing');
    }
  },
};

const typeNames = new Set(['undefined', 'object', 'boolean', 'number', 'string', 'function', 'symbol', 'bigint']);

const withoutEffect = new Set([
  'Identifier',
  'Literal',
  'TemplateLiteral',
  'MemberExpression',
  'BinaryExpression',
  'ArrowFunctionExpression',
  'FunctionExpression',
  'ObjectExpression',
  'ArrayExpression',
  'ThisExpression',
]);

function isNull(node) {
  return node.type === 'Literal' && node.value === null && node.raw === 'null';
}

function isNaN(node) {
  return node.type === 'Identifier' && node.name === 'NaN' && node.parent.operator.includes('=');
}

function isLoop(node) {
  return /^(For|While|DoWhile)/.test(node.type);
}

function checkTest(node, { report }) {
  if (node.test.type === 'Literal') report('no-constant-condition', node.test, 'the condition never changes');
}

const leaves = new Set(['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement']);

function checkUnreachable(statements, report) {
  const end = statements.findIndex((statement) => leaves.has(statement.type));
  if (end === -1) return;
  const next = statements.slice(end + 1).find((statement) => statement.type !== 'FunctionDeclaration');
  if (next !== undefined) report('no-unreachable', next, 'never reached');
}

/** Leaving a finally block discards the error or the result that is under way. */
function checkFinalizer(node, report) {
  if (isFunction(node)) return;
  if (node.type === 'ReturnStatement') {
    report('no-unsafe-finally', node, 'return in finally discards what was thrown or returned');
  }
  for (const child of childrenOf(node)) checkFinalizer(child, report);
}

function checkPrivateNames(body, declared, report) {
  const unused = new Map(declared);
  const look = (node) => {
    if (node.type === 'PrivateIdentifier' && declared.get(node.name) !== node && !isOnlyAssigned(node)) {
      unused.delete(node.name);
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(body);
  for (const [name, key] of unused) {
    if (!isSetter(key.parent)) report('no-unused-private-class-members', key, `#${name} is never used`);
  }
}

function isOnlyAssigned(node) {
  const member = node.parent;
  const assignment = member.parent;
  return (
    assignment.type === 'AssignmentExpression' &&
    assignment.left === member &&
    assignment.operator === '=' &&
    assignment.parent.type === 'ExpressionStatement'
  );
}

function isSetter(member) {
  return member.type === 'MethodDefinition' && member.kind === 'set';
}

// npm packages read some of Node's underscore fields; all others have no reason to be visible.
function checkUnderscore(name, node, { report, configuration }) {
  if (!/^_[a-z]/i.test(name) || configuration.visibleFields.includes(name)) return;
  report('no-underscore-dangle', node, `${name}: use a #private field`);
}

/** Runs the rules for one node. */
function checkNode(node, context) {
  rules[node.type]?.(node, context);
}

module.exports = { checkNode };
