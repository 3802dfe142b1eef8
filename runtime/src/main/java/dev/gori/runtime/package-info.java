/**
 * What makes Gori Node: programs, their environment, and the bindings between the JavaScript
 * library and Java.
 */
@NullMarked
package dev.gori.runtime;

import org.jspecify.annotations.NullMarked;
