'use strict';
const net = require('node:net');
for (const text of [
  '127.0.0.1',
  '1.2.3',
  '01.2.3.4',
  '256.1.1.1',
  '::1',
  '::',
  '1::2::3',
  'fe80::1%eth0',
  '::ffff:1.2.3.4',
  '',
  'x',
]) {
  console.log(JSON.stringify(text), net.isIP(text), net.isIPv4(text), net.isIPv6(text));
}
const list = new net.BlockList();
list.addAddress('1.1.1.1');
list.addRange('10.0.0.1', '10.0.0.10');
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
for (const [address, family] of [
  ['1.1.1.1'],
  ['10.0.0.5'],
  ['10.0.0.11'],
  ['::ffff:1.1.1.1', 'ipv6'],
  ['8592:757c:efae:4e45::1', 'ipv6'],
  ['8592:757c:efaf::1', 'ipv6'],
]) {
  console.log(address, list.check(address, family));
}
console.log(list.rules);
const address = new net.SocketAddress({ address: '::1', family: 'ipv6', port: 80 });
console.log(address.address, address.port, address.family, address.flowlabel);
console.log(net.getDefaultAutoSelectFamily());
