/**
 * How people come in, keep their account, and keep the installation: people, organisations, programmes, devices, audit.
 * Pages and JSON only; what may be done is decided by the doors of access and registry.
 */
@NullMarked
package org.aidwitness.administration;

import org.jspecify.annotations.NullMarked;
