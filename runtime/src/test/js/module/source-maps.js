'use strict';

const Module = require('module');
const { findSourceMap, getSourceMapsSupport, setSourceMapsSupport, SourceMap, stripTypeScriptTypes } = Module;

process.removeAllListeners('warning');
console.log(getSourceMapsSupport(), process.sourceMapsEnabled);
setSourceMapsSupport(true);
console.log(getSourceMapsSupport(), Object.isFrozen(getSourceMapsSupport()), process.sourceMapsEnabled);

const source = `enum Kind {
  A,
}
class Thing {
  constructor(private kind: Kind) {}
  fail() {
    throw new Error('failed');
  }
}
exports.run = () => new Thing(Kind.A).fail();
`;
const code = stripTypeScriptTypes(source, {
  mode: 'transform',
  sourceMap: true,
  sourceUrl: 'file:///nowhere/thing.ts',
});
const thing = new Module('/nowhere/thing.js');
thing._compile(code, '/nowhere/thing.js');
try {
  thing.exports.run();
} catch (error) {
  console.log(error.stack.split('\n').slice(0, 3).join('\n'));
}
const map = findSourceMap('/nowhere/thing.js');
console.log(map instanceof SourceMap, map.payload.sources, map.lineLengths.length === code.split('\n').length);
console.log(map.findEntry(0, 0), map.findOrigin(1, 1));
console.log(findSourceMap('/nowhere/other.js'));

const sections = new SourceMap({
  version: 3,
  sections: [
    { offset: { line: 0, column: 0 }, map: { version: 3, sources: ['a'], names: ['x'], mappings: 'AAAAA' } },
    { offset: { line: 2, column: 4 }, map: { version: 3, sources: ['b'], names: [], mappings: 'AAAA;EACA' } },
  ],
});
console.log(sections.findEntry(1, 0), sections.findEntry(2, 3), sections.findEntry(2, 4), sections.findEntry(3, 2));
console.log(new SourceMap({ sources: [], mappings: ';;' }).findEntry(0, 0), sections.lineLengths);
for (const wrong of [1, 'x', null]) {
  try {
    void new SourceMap(wrong);
  } catch (error) {
    console.log(error.message);
  }
}
setSourceMapsSupport(false);
try {
  thing.exports.run();
} catch (error) {
  console.log(error.stack.split('\n')[1]);
}
