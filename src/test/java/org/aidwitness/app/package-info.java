@NullMarked
package org.aidwitness.app;

import org.jspecify.annotations.NullMarked;
