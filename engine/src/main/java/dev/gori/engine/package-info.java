/**
 * V8: isolate, snapshot, host functions, the completion ring. The only package that knows Javet.
 */
@NullMarked
package dev.gori.engine;

import org.jspecify.annotations.NullMarked;
