/** Values and refusals that every room shares. Knows the JDK and nothing else. */
@NullMarked
package org.aidwitness.kernel;

import org.jspecify.annotations.NullMarked;
