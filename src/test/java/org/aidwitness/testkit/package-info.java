/** What tests share: the database, the clock, fakes written by hand. */
@NullMarked
package org.aidwitness.testkit;

import org.jspecify.annotations.NullMarked;
