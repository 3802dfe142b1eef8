'use strict';

const flags = process.allowedNodeEnvironmentFlags;
for (const flag of [
  '--require',
  '-r',
  'r',
  'require',
  '--no-warnings',
  '--max_old_space_size',
  '--max-old-space-size=5',
  '-e',
  '--x',
]) {
  console.log(flag, flags.has(flag));
}
console.log(flags.add('--x') === flags, flags.has('--x'), flags.delete('-r'), flags.has('-r'), Object.isFrozen(flags));
