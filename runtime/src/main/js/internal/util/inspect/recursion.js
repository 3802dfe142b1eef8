// What the parts of an object are formatted with. The files of this folder and `value` call each other: `value` puts its
// functions here, and the others find them here when they run.
'use strict';

module.exports = {
  /** @type {Function} util.inspect itself */
  inspect: undefined,
  formatBigInt: undefined,
  formatNumber: undefined,
  formatProperty: undefined,
  formatValue: undefined,
};
