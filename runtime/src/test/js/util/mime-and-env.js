// MIMEType and parseEnv.
'use strict';
const { MIMEType, parseEnv } = require('util');
const type = new MIMEType('Text/HTML; charset=UTF-8; q="a b\\"c"; x=y;x=z;;bad');
console.log(String(type), type.essence, [...type.params], JSON.stringify(type));
type.type = 'application';
type.subtype = 'json';
type.params.set('n', 'v w');
type.params.delete('q');
console.log(`${type}`);
for (const text of ['', 'text', 'text/', '/x', 'te xt/a', 'text/a b', ' text/html\t;a="x;y";b= c']) {
  try {
    console.log(String(new MIMEType(text)));
  } catch (error) {
    console.log(error.code, error.message);
  }
}
console.log(
  parseEnv(
    'A=1\nB="two\\nlines" # c\nC=\'single $X\'\nexport D=4\n E = spaced value  # comment\nF=\nG=`back\'"tick`\nH="multi\nline"\n#I=5\nK=a#b\n',
  ),
);
