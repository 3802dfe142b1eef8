// Which variable each name stands for.
//
// One walk declares variables in their scopes and notes every use of a name with the scope it is in. Declarations are
// hoisted and functions may use what is declared below them, so uses are matched with variables after the walk, from
// the scope of the use outwards.
'use strict';

const { childrenOf, isFunction } = require('lint/tree');

class Variable {
  reads = 0;
  writes = 0;

  /**
   * @param {string} kind 'var', 'let', 'const', 'function', 'class', 'param', 'catch', 'import' or 'implicit'
   * @param {object} [declaration] the declarator, function, class or clause that declares it
   */
  constructor(name, kind, node, declaration) {
    this.name = name;
    this.kind = kind;
    this.node = node;
    this.declaration = declaration;
  }
}

class Scope {
  variables = new Map();

  constructor(parent, isFunctionScope) {
    this.parent = parent;
    this.isFunctionScope = isFunctionScope;
  }

  declare(name, kind, node, declaration) {
    let variable = this.variables.get(name);
    if (variable === undefined || variable.kind === 'implicit') {
      variable = new Variable(name, kind, node, declaration);
      this.variables.set(name, variable);
    }
    return variable;
  }

  find(name) {
    return this.variables.get(name) ?? this.parent?.find(name);
  }

  functionScope() {
    return this.isFunctionScope ? this : this.parent.functionScope();
  }
}

class Analysis {
  /** All variables that the source declares. */
  variables = [];

  /** Uses of names that no scope declares: `{ node, isWrite, isTypeof }`. */
  globals = [];

  /** From an identifier's node to its variable. */
  variableOf = new Map();

  #uses = [];

  constructor(program, implicitNames) {
    const scope = new Scope(null, true);
    for (const name of implicitNames) scope.declare(name, 'implicit', program);
    this.#hoist(program.body, scope);
    for (const statement of program.body) this.#visit(statement, scope);
    this.#resolve();
  }

  #declare(scope, node, kind, declaration) {
    const variable = scope.declare(node.name, kind, node, declaration);
    if (variable.node === node) this.variables.push(variable);
    this.variableOf.set(node, variable);
  }

  /** Functions and classes of a block are known in all of it. */
  #hoist(statements, scope) {
    for (const statement of statements) {
      if (statement.type === 'FunctionDeclaration') this.#declare(scope, statement.id, 'function', statement);
      else if (statement.type === 'ClassDeclaration') this.#declare(scope, statement.id, 'class', statement);
    }
  }

  #use(node, scope, { isRead = false, isWrite = false, isTypeof = false }) {
    this.#uses.push({ node, scope, isRead, isWrite, isTypeof });
  }

  #resolve() {
    for (const use of this.#uses) {
      const variable = use.scope.find(use.node.name);
      if (variable === undefined) {
        this.globals.push(use);
        continue;
      }
      this.variableOf.set(use.node, variable);
      if (use.isRead) variable.reads++;
      if (use.isWrite) variable.writes++;
    }
  }

  #visit(node, scope) {
    if (isFunction(node)) {
      this.#visitFunction(node, scope);
      return;
    }
    switch (node.type) {
      case 'Identifier':
        this.#use(node, scope, { isRead: true });
        break;
      case 'VariableDeclaration':
        this.#visitDeclaration(node, scope);
        break;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.#visitClass(node, scope);
        break;
      case 'BlockStatement':
        this.#visitBlock(node.body, new Scope(scope, false));
        break;
      case 'StaticBlock':
        this.#visitBlock(node.body, new Scope(scope, true));
        break;
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#visitLoop(node, new Scope(scope, false));
        break;
      case 'SwitchStatement': {
        this.#visit(node.discriminant, scope);
        const inner = new Scope(scope, false);
        this.#hoist(
          node.cases.flatMap((clause) => clause.consequent),
          inner,
        );
        for (const clause of node.cases) this.#visitChildren(clause, inner);
        break;
      }
      case 'CatchClause': {
        const inner = new Scope(scope, false);
        if (node.param !== null) this.#visitPattern(node.param, inner, 'catch', node);
        this.#visit(node.body, inner);
        break;
      }
      case 'AssignmentExpression':
        this.#visitTarget(node.left, scope, node.operator !== '=' && isValueUsed(node));
        this.#visit(node.right, scope);
        break;
      case 'UpdateExpression':
        this.#visitTarget(node.argument, scope, isValueUsed(node));
        break;
      case 'UnaryExpression':
        if (node.operator === 'typeof' && node.argument.type === 'Identifier') {
          this.#use(node.argument, scope, { isRead: true, isTypeof: true });
        } else {
          this.#visit(node.argument, scope);
        }
        break;
      case 'MemberExpression':
        this.#visit(node.object, scope);
        if (node.computed) this.#visit(node.property, scope);
        break;
      case 'Property':
      case 'PropertyDefinition':
      case 'MethodDefinition':
        if (node.computed) this.#visit(node.key, scope);
        if (node.value !== null) this.#visit(node.value, scope);
        break;
      case 'LabeledStatement':
        this.#visit(node.body, scope);
        break;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        break;
      default:
        this.#visitChildren(node, scope);
    }
  }

  #visitChildren(node, scope) {
    for (const child of childrenOf(node)) this.#visit(child, scope);
  }

  #visitBlock(statements, scope) {
    this.#hoist(statements, scope);
    for (const statement of statements) this.#visit(statement, scope);
  }

  #visitFunction(node, outer) {
    let parent = outer;
    if (node.type === 'FunctionExpression' && node.id !== null) {
      parent = new Scope(outer, false);
      parent.declare(node.id.name, 'implicit', node.id);
    }
    const scope = new Scope(parent, true);
    if (node.type !== 'ArrowFunctionExpression') scope.declare('arguments', 'implicit', node);
    for (const param of node.params) this.#visitPattern(param, scope, 'param', node);
    if (node.body.type === 'BlockStatement') this.#visitBlock(node.body.body, scope);
    else this.#visit(node.body, scope);
  }

  #visitClass(node, outer) {
    if (node.superClass !== null) this.#visit(node.superClass, outer);
    const scope = new Scope(outer, false);
    // Inside, a declared class's name counts as a use of the outer variable only if it is used outside as well.
    if (node.id !== null) scope.declare(node.id.name, 'implicit', node.id);
    for (const member of node.body.body) this.#visit(member, scope);
  }

  #visitLoop(node, scope) {
    if (node.type === 'ForStatement') {
      this.#visitChildren(node, scope);
      return;
    }
    if (node.left.type === 'VariableDeclaration') this.#visitDeclaration(node.left, scope);
    else this.#visitTarget(node.left, scope, false);
    this.#visit(node.right, scope);
    this.#visit(node.body, scope);
  }

  #visitDeclaration(node, scope) {
    const target = node.kind === 'var' ? scope.functionScope() : scope;
    for (const declarator of node.declarations) {
      this.#visitPattern(declarator.id, target, node.kind, declarator);
      if (declarator.init !== null) this.#visit(declarator.init, scope);
    }
  }

  /** A pattern that declares. */
  #visitPattern(node, scope, kind, declaration) {
    switch (node.type) {
      case 'Identifier':
        this.#declare(scope, node, kind, declaration);
        break;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') {
            this.#visitPattern(property.argument, scope, kind, declaration);
          } else {
            if (property.computed) this.#visit(property.key, scope);
            this.#visitPattern(property.value, scope, kind, declaration);
          }
        }
        break;
      case 'ArrayPattern':
        for (const element of node.elements) {
          if (element !== null) this.#visitPattern(element, scope, kind, declaration);
        }
        break;
      case 'AssignmentPattern':
        this.#visitPattern(node.left, scope, kind, declaration);
        this.#visit(node.right, scope);
        break;
      case 'RestElement':
        this.#visitPattern(node.argument, scope, kind, declaration);
        break;
      default:
        throw new Error(`no pattern: ${node.type}`);
    }
  }

  /** A pattern that assigns. */
  #visitTarget(node, scope, isRead) {
    switch (node.type) {
      case 'Identifier':
        this.#use(node, scope, { isRead, isWrite: true });
        break;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') {
            this.#visitTarget(property.argument, scope, isRead);
          } else {
            if (property.computed) this.#visit(property.key, scope);
            this.#visitTarget(property.value, scope, isRead);
          }
        }
        break;
      case 'ArrayPattern':
        for (const element of node.elements) if (element !== null) this.#visitTarget(element, scope, isRead);
        break;
      case 'AssignmentPattern':
        this.#visitTarget(node.left, scope, isRead);
        this.#visit(node.right, scope);
        break;
      case 'RestElement':
        this.#visitTarget(node.argument, scope, isRead);
        break;
      default:
        this.#visit(node, scope);
    }
  }
}

/** Whether something is done with the value of an assignment: not in `x += 1;`, nor in `for (;; x++)`. */
function isValueUsed(node) {
  const { parent } = node;
  if (parent.type === 'ExpressionStatement') return false;
  return !(parent.type === 'ForStatement' && parent.update === node);
}

/**
 * Finds the variables of a program whose nodes know their parents.
 *
 * @param {Iterable<string>} implicitNames names that whoever runs the file gives it, such as `require`
 */
function analyse(program, implicitNames) {
  return new Analysis(program, implicitNames);
}

module.exports = { analyse };
