'use strict';

const { env } = process;
env.A = 1;
env.B = undefined;
env.C = null;
env.D = { toString: () => 'object' };
console.log(env.A, env.B, env.C, env.D, 'A' in env, env.NOTHING, typeof env.A);
console.log(delete env.A, env.A, 'A' in env, delete env.A, Object.keys(env).includes('B'));
console.log(Object.getOwnPropertyDescriptor(env, 'B'), env.hasOwnProperty('B'), env.toString(), env instanceof Object);
for (const act of [
  () => (env.S = Symbol('s')),
  () => (env[Symbol('s')] = 1),
  () => Object.defineProperty(env, 'E', { value: 'x' }),
  () => Object.defineProperty(env, 'E', { get: () => 1 }),
  () => Object.defineProperty(env, 'E', { value: 5, configurable: true, writable: true, enumerable: true }),
]) {
  try {
    act();
    console.log('took', env.E);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(env[Symbol('s')], Symbol('s') in env, { ...env }.E, JSON.parse(JSON.stringify(env)).E);
