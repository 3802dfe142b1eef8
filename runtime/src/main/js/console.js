// The console module is the global console.
'use strict';

module.exports = require('internal/console/global');
