/** The public pages and lists, played against a real database. */
@NullMarked
package org.aidwitness.dashboard;

import org.jspecify.annotations.NullMarked;
