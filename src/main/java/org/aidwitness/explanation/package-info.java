/** Why a delivery stands where it stands, in sentences: the same for the evidence page and the API. */
@NullMarked
package org.aidwitness.explanation;

import org.jspecify.annotations.NullMarked;
