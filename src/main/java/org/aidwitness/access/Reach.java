package org.aidwitness.access;

/** How far a role's permission goes. */
public enum Reach {
    /** Not at all. */
    NONE,
    /** In the name of one's own organisation, in programmes it takes part in. */
    OWN,
    /** For every organisation of the installation. */
    ANY
}
