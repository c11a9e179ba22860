package org.aidwitness.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.aidwitness.access.Verb;

/** The verb an endpoint stands under in the access table. Every endpoint names one; a test walks them all. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    Verb value();
}
