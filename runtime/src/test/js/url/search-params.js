'use strict';
const attempt = (label, operation) => {
  try {
    console.log(label, operation());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
for (const init of [
  '',
  '?a=1&b=2&a=3',
  'a',
  '&&=x&y=',
  'a=b=c',
  '%41=%zz&+=+',
  'x=\u00e9\u{1f600}',
  { a: 1, b: [2, 3] },
  [
    ['a', 'b'],
    ['c', 'd'],
  ],
  new Map([['k', 'v']]),
  new URLSearchParams('p=q'),
]) {
  attempt('init', () => {
    const params = new URLSearchParams(init);
    return `${params} ${params.size} ${JSON.stringify([...params])}`;
  });
}
for (const bad of [[['a']], [1], { [Symbol.iterator]: 1 }, [['a', 'b', 'c']]])
  attempt('bad', () => new URLSearchParams(bad));
const url = new URL('http://h/?b=2&a=1&b=3');
const params = url.searchParams;
params.append('c', 'x y');
params.set('b', "!*()~'");
params.delete('a', 'no');
console.log(url.href, params.get('b'), params.get('zz'), params.getAll('c'), params.has('a'), params.has('a', '2'));
params.sort();
console.log(url.search, params);
url.search = '?z=1';
console.log(params, params.keys(), params.values(), params.entries());
params.forEach((value, key, self) => console.log(key, value, self === params));
params.delete('z');
console.log(url.href, params, params.size);
attempt('arguments', () => params.append('x'));
attempt('this', () => URLSearchParams.prototype.get.call({}, 'a'));
attempt('callback', () => params.forEach(1));
