/** Hand-made builders and generators for the tests of every room. */
@NullMarked
package org.aidwitness.testkit;

import org.jspecify.annotations.NullMarked;
