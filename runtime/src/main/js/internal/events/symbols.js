// Symbols shared by EventEmitter, EventTarget and the code that handles both.
'use strict';

module.exports = {
  /** On an error: a function that returns the stack to report when the error ends the process. */
  kEnhanceStackBeforeInspector: Symbol('kEnhanceStackBeforeInspector'),
  kErrorMonitor: Symbol('events.errorMonitor'),
  kMaxEventTargetListeners: Symbol('events.maxEventTargetListeners'),
  kMaxEventTargetListenersWarned: Symbol('events.maxEventTargetListenersWarned'),
  kRejection: Symbol.for('nodejs.rejection'),
  /** A listener option: the listener runs even after stopImmediatePropagation(). For the runtime's own listeners. */
  kResistStopPropagation: Symbol('kResistStopPropagation'),
  /** Marks an EventTarget. */
  kIsEventTarget: Symbol.for('nodejs.event_target'),
};
