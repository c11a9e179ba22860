/** What statements refer to: programmes and their policies, contributions, organisations, sites, commodities, lots. */
@NullMarked
package org.aidwitness.registry;

import org.jspecify.annotations.NullMarked;
