/** Tables and exhaustive walks for the pure rules. */
@NullMarked
package org.aidwitness.verification.rule;

import org.jspecify.annotations.NullMarked;
