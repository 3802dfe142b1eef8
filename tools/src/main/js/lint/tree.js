// Walks a syntax tree in ESTree form, as acorn makes it, without knowing each kind of node.
'use strict';

const notChildren = new Set(['type', 'start', 'end', 'loc', 'range', 'parent', 'raw', 'regex', 'bigint']);

/** The nodes directly below a node, in the order of the source. */
function* childrenOf(node) {
  for (const key in node) {
    if (notChildren.has(key)) continue;
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield item;
    } else if (isNode(value)) {
      yield value;
    }
  }
}

function isNode(value) {
  return value !== null && typeof value === 'object' && typeof value.type === 'string';
}

/** Calls `enter` for a node and all below it, parents first, and gives each node its `parent`. */
function walk(node, enter, parent = null) {
  node.parent = parent;
  enter(node);
  for (const child of childrenOf(node)) walk(child, enter, node);
}

function isFunction(node) {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

/** Whether a node runs while its file is loaded, not later in a function or in a constructor's fields. */
function runsAtLoad(node) {
  for (let at = node; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (isFunction(parent)) return false;
    if (parent.type === 'PropertyDefinition' && !parent.static && at === parent.value) return false;
  }
  return true;
}

/** The name of a member that is named in the source: `b` in `a.b` and in `a['b']`. */
function memberName(node) {
  if (node.type !== 'MemberExpression') return undefined;
  if (!node.computed) return node.property.type === 'PrivateIdentifier' ? undefined : node.property.name;
  return node.property.type === 'Literal' ? String(node.property.value) : undefined;
}

/** `a.b.c` as a string; undefined for what is no chain of names. */
function dottedName(node) {
  if (node.type === 'Identifier') return node.name;
  const name = memberName(node);
  const object = name === undefined ? undefined : dottedName(node.object);
  return object === undefined ? undefined : `${object}.${name}`;
}

/** The identifier at the left end of a chain of members. */
function rootOf(node) {
  return node.type === 'MemberExpression' ? rootOf(node.object) : node;
}

module.exports = { childrenOf, dottedName, isFunction, memberName, rootOf, runsAtLoad, walk };
