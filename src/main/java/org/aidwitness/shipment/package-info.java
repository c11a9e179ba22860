/** Goods on their way: consignments, legs, waybills, lines, and what the parties declare about them. */
@NullMarked
package org.aidwitness.shipment;

import org.jspecify.annotations.NullMarked;
