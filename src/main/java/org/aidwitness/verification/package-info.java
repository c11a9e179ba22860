/** What the statements about each delivery amount to: its case, its verdict, its flags, and who keeps them current. */
@NullMarked
package org.aidwitness.verification;

import org.jspecify.annotations.NullMarked;
