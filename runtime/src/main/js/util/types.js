// The types of util, as a module.
'use strict';

module.exports = require('util').types;
