/** V8's inspector for DevTools: {@code --inspect}. */
@NullMarked
package dev.gori.runtime.inspector;

import org.jspecify.annotations.NullMarked;
