/** Bindings: what the JavaScript library calls, one class a Node binding. */
@NullMarked
package dev.gori.runtime.binding;

import org.jspecify.annotations.NullMarked;
