/** Checks compiled classes: which room may use which, and which APIs nobody should call. */
@NullMarked
package dev.gori.tools.rules;

import org.jspecify.annotations.NullMarked;
