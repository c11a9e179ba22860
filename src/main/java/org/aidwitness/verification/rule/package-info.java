/** Pure rules and states: what the statements about one delivery amount to. Knows the kernel and nothing else. */
@NullMarked
package org.aidwitness.verification.rule;

import org.jspecify.annotations.NullMarked;
