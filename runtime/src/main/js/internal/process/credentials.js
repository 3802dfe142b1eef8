'use strict';

// Who the process runs as: users and groups.

const binding = internalBinding('process');
const { validateArray, validateUint32 } = require('internal/validators');
const { codes } = require('internal/errors');

const ids = () => binding.ids();

const getuid = () => ids()[0];
const geteuid = () => ids()[1];
const getgid = () => ids()[2];
const getegid = () => ids()[3];

/** The supplementary groups, with the effective group. */
function getgroups() {
  const [, , , effective, ...groups] = ids();
  if (!groups.includes(effective)) groups.push(effective);
  return groups;
}

function validateId(id, name) {
  if (typeof id === 'number') validateUint32(id, name);
  else if (typeof id !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, ['number', 'string'], id);
}

/** The number of a user's or group's name. */
function userId(user) {
  return resolve(user, 'User', binding.userId);
}

function groupId(group) {
  return resolve(group, 'Group', binding.groupId);
}

function resolve(id, kind, lookUp) {
  if (typeof id === 'number') return id;
  const found = lookUp(id);
  if (found < 0) throw new codes.ERR_UNKNOWN_CREDENTIAL(kind, id);
  return found;
}

function setuid(id) {
  validateId(id, 'id');
  binding.setuid(userId(id));
}

function seteuid(id) {
  validateId(id, 'id');
  binding.seteuid(userId(id));
}

function setgid(id) {
  validateId(id, 'id');
  binding.setgid(groupId(id));
}

function setegid(id) {
  validateId(id, 'id');
  binding.setegid(groupId(id));
}

function setgroups(groups) {
  validateArray(groups, 'groups');
  groups.forEach((group, i) => validateId(group, `groups[${i}]`));
  binding.setgroups(groups.map(groupId).join(','));
}

function initgroups(user, extraGroup) {
  validateId(user, 'user');
  validateId(extraGroup, 'extraGroup');
  const name = typeof user === 'string' ? user : binding.userName(`${user}`);
  if (name === undefined) throw new codes.ERR_UNKNOWN_CREDENTIAL('User', user);
  binding.initgroups(name, groupId(extraGroup));
}

module.exports = {
  getuid,
  geteuid,
  getgid,
  getegid,
  getgroups,
  initgroups,
  setgroups,
  setegid,
  seteuid,
  setgid,
  setuid,
};
