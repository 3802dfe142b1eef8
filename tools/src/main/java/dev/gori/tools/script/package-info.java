/** Runs JavaScript for the build: a fresh machine has no node, but V8 comes with the engine. */
@NullMarked
package dev.gori.tools.script;

import org.jspecify.annotations.NullMarked;
