/** Tests of tables in and out. */
@NullMarked
package org.aidwitness.exchange.table;

import org.jspecify.annotations.NullMarked;
