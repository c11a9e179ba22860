/** The room of people and keys, from outside: by its interface, and with a browser. */
@NullMarked
package org.aidwitness.administration;

import org.jspecify.annotations.NullMarked;
