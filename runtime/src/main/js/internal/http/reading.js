'use strict';

// Starting and stopping to read a connection. Where the parser reads the handle by itself the stream is not involved.

function readStart(socket) {
  if (!socket) return;
  if (socket.parser?._consumed) {
    const handle = socket._handle;
    if (handle && !handle.reading && !socket._paused && socket.readable) handle.readStart();
  } else if (!socket._paused && socket.readable) {
    socket.resume();
  }
}

function readStop(socket) {
  if (!socket) return;
  if (socket.parser?._consumed) {
    const handle = socket._handle;
    if (handle?.reading) handle.readStop();
  } else {
    socket.pause();
  }
}

module.exports = { readStart, readStop };
