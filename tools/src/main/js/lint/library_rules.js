// Rules for the JavaScript library alone: what it may use, and what may run while the snapshot is made.
'use strict';

const { dottedName, memberName, rootOf, runsAtLoad } = require('lint/tree');

function checkLibraryNode(node, context) {
  if (node.type === 'Identifier' && context.isGlobal(node)) checkGlobal(node, context);
  else if (node.type === 'MemberExpression') checkMember(node, context);
  if (node.type === 'CallExpression') checkCall(node, context);
  if (node.type === 'NewExpression' && isGlobalNamed(node.callee, 'Date', context) && node.arguments.length === 0) {
    reportAtLoad(node, 'the clock is read', context);
  }
}

function checkGlobal(node, context) {
  const { forbidden, report, file } = context;
  // The longest chain that the name begins, and every shorter one: `a.b.c`, `a.b`, `a`.
  for (let at = node; at !== null && rootOf(at) === node; at = at.parent) {
    const rule = forbidden.globals.get(dottedName(at));
    if (rule !== undefined && !isExcepted(rule, file) && (!rule.isCall || isCalled(at))) {
      report(rule.rule ?? 'no-restricted-globals', at, `${dottedName(at)}: ${rule.reason}`);
    }
    const atLoad = forbidden.atLoad.get(dottedName(at));
    if (atLoad !== undefined) reportAtLoad(at, atLoad.reason, context);
    if (at.parent?.type !== 'MemberExpression' || at.parent.object !== at) break;
  }
}

function checkMember(node, { forbidden, report, file, isGlobal }) {
  const rule = forbidden.members.get(memberName(node));
  if (rule !== undefined && !isExcepted(rule, file) && !isGlobal(node.object)) {
    report('no-restricted-properties', node, `.${memberName(node)}: ${rule.reason}`);
  }
}

function checkCall(node, context) {
  const { analysis, libraryIds, report } = context;
  const { callee } = node;
  const [argument] = node.arguments;
  if (callee.type === 'Identifier' && callee.name === 'require' && argument?.type === 'Literal') {
    if (!isLibraryId(argument.value, libraryIds)) {
      report('no-missing-require', argument, `no such module in the library: ${argument.value}`);
    }
  }
  if (callee.type !== 'Identifier' && memberName(callee) === undefined) return;
  const variable = analysis.variableOf.get(rootOf(callee));
  const init = variable?.declaration?.init;
  if (init?.type === 'CallExpression' && init.callee.name === 'internalBinding' && isJava(init, context)) {
    reportAtLoad(node, `${variable.name} belongs to Java, which is not there yet`, context);
  }
}

/** Some bindings are made of V8's or JavaScript's own functions. */
function isJava(call, { configuration }) {
  return !configuration.javaScriptBindings.includes(call.arguments[0]?.value);
}

function isLibraryId(id, libraryIds) {
  return libraryIds.has(id) || id.startsWith('internal/npm/');
}

function isGlobalNamed(node, name, { isGlobal }) {
  return node.type === 'Identifier' && node.name === name && isGlobal(node);
}

function isCalled(node) {
  return node.parent.callee === node;
}

function isExcepted(rule, file) {
  return (rule.except ?? []).some((path) => file.startsWith(path));
}

function reportAtLoad(node, reason, { report }) {
  if (runsAtLoad(node)) report('snapshot-safe', node, `${reason}: not while the snapshot is made`);
}

module.exports = { checkLibraryNode };
