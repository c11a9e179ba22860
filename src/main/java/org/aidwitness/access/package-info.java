/** Who may do what. Accounts and tokens; the table of verbs and roles; nothing about what the verbs mean. */
@NullMarked
package org.aidwitness.access;

import org.jspecify.annotations.NullMarked;
