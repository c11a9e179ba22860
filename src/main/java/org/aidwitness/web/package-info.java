/** What all endpoints and pages share: who is asking, problems on the wire, cursors, headers, the layout. */
@NullMarked
package org.aidwitness.web;

import org.jspecify.annotations.NullMarked;
