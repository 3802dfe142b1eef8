'use strict';
process.on('uncaughtException', (err, origin) => console.log(origin, err.name, err.code, err.message));
Promise.reject(new TypeError('an error'));
for (const value of [undefined, null, 0, 'text', Symbol('s'), { a: 1 }, [1], () => 1, class A {}, 5n])
  Promise.reject(value);
process.on('exit', (code) => console.log('exit', code));
