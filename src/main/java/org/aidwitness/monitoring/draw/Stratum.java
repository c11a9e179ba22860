package org.aidwitness.monitoring.draw;

/** The risk class of a delivery. A draw takes its sample class by class, in this order. */
public enum Stratum {
    HIGH,
    MEDIUM,
    LOW
}
