/**
 * Files, directories and watchers: the blocking calls of POSIX over java.nio, with POSIX's errors.
 * Every call may be made on any thread; the ones a program waits for are made on the worker pool.
 */
@NullMarked
package dev.gori.loop.files;

import org.jspecify.annotations.NullMarked;
