'use strict';

require('./fixtures/pkg/inside');
