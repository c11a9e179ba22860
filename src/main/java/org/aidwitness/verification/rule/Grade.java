package org.aidwitness.verification.rule;

/** How strong the best accepted visit is, strongest first. */
public enum Grade {
    /** Unannounced, unescorted, counted or weighed. */
    A,
    /** On site, but announced or escorted, or neither counted nor weighed. */
    B,
    /** Remote, by phone, or imported by file only. */
    C,
    /** Nobody independent has seen it. */
    D
}
