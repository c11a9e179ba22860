/** Tables in and out: CSV and XLSX, mappings that say which column means what, import runs, exports, comparison. */
@NullMarked
package org.aidwitness.exchange.table;

import org.jspecify.annotations.NullMarked;
