/** Every accepted statement, numbered in the order of its commit, and those who follow along. */
@NullMarked
package org.aidwitness.journal;

import org.jspecify.annotations.NullMarked;
