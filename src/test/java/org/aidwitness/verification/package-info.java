/** Cases, verdicts and flags, on a real database. */
@NullMarked
package org.aidwitness.verification;

import org.jspecify.annotations.NullMarked;
