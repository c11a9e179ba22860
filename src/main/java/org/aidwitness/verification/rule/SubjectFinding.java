package org.aidwitness.verification.rule;

/** What a rule noticed about something that is not one delivery. */
public record SubjectFinding(Subject subject, Finding finding) {}
