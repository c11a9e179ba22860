/** Public pages and lists. Reads the {@code dashboard_*} views and writes nothing. */
@NullMarked
package org.aidwitness.dashboard;

import org.jspecify.annotations.NullMarked;
