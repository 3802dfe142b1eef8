// assert with the strict comparisons under the short names.
'use strict';

module.exports = require('assert').strict;
