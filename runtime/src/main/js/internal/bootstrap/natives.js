'use strict';

// Functions of V8 that JavaScript cannot name. This file alone uses natives syntax; each function runs once while the snapshot
// is made, and keeps its bytecode from then on, so that it works in a process that rejects the syntax.
// They stay private: some of them abort the process when called with the wrong kind of value.

const { getContinuationPreservedEmbedderData, setContinuationPreservedEmbedderData } = globalThis.__goriExtras;

const runMicrotasks = () => {
  %PerformMicrotaskCheckpoint();
};
const isProxy = (value) => %IsJSProxy(value);
const proxyTarget = (value) => %JSProxyGetTarget(value);
const proxyHandler = (value) => %JSProxyGetHandler(value);
const haveSameMap = (a, b) => %HaveSameMap(a, b);
const hasFastProperties = (object) => %HasFastProperties(object);
/** The number of a function's script; negative for functions of V8's own and bound ones. */
const functionScript = (callback) => %FunctionGetScriptId(callback);
/** Where a function begins in its script's source; its script's number must not be negative. */
const functionPosition = (callback) => %FunctionGetScriptSourcePosition(callback);
/** The source of a function's script. */
const functionSource = (callback) => %FunctionGetScriptSource(callback);
const detachArrayBuffer = (buffer) => %ArrayBufferDetach(buffer);

const proxy = new Proxy({}, {});
for (let i = 0; i < 2; i++) {
  runMicrotasks();
  isProxy(proxy);
  proxyTarget(proxy);
  proxyHandler(proxy);
  haveSameMap(proxy, proxy);
  hasFastProperties({});
  detachArrayBuffer(new ArrayBuffer(8));
  functionScript(runMicrotasks);
  functionPosition(runMicrotasks);
  functionSource(runMicrotasks);
}

module.exports = {
  runMicrotasks,
  isProxy,
  proxyTarget,
  proxyHandler,
  haveSameMap,
  hasFastProperties,
  detachArrayBuffer,
  functionScript,
  functionPosition,
  functionSource,
  getContext: getContinuationPreservedEmbedderData,
  setContext: setContinuationPreservedEmbedderData,
};
