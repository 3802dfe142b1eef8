'use strict';

process.on('uncaughtException', (error, origin) => console.log(origin, error.code, error.message.split('\n')[0]));
Promise.reject(new TypeError('an error'));
Promise.reject('text');
Promise.reject(undefined);
Promise.reject({ a: 1 });
(async () => {
  await null;
  throw new Error('in async');
})();
