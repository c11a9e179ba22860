/** The invented programme, told and played. */
@NullMarked
package org.aidwitness.scenario;

import org.jspecify.annotations.NullMarked;
