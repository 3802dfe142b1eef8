'use strict';

console.log(process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'Immediate'));
setTimeout(() => {}, 1);
const interval = setInterval(() => {}, 1);
setImmediate(() => clearInterval(interval));
setTimeout(() => {}, 1).unref();
console.log(process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'Immediate'));
require('fs').stat(__filename, () => {});
console.log(process._getActiveRequests().length, process.getActiveResourcesInfo().includes('FSReqCallback'));
