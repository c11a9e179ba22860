/** The plan of the house, as tests: what may know what, and whether what is shipped around it is well-formed. */
@NullMarked
package org.aidwitness.house;

import org.jspecify.annotations.NullMarked;
