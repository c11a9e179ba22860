package org.aidwitness.web;

import org.jspecify.annotations.Nullable;

/**
 * What the layout around every page shows.
 *
 * @param title of the browser's tab, without the product's name
 * @param here the entry of the navigation that this page belongs to
 * @param programme the programme the page is about; null where it is about none or all
 */
public record Frame(String title, Place here, @Nullable Programme programme) {

    /** The entries of the navigation. */
    public enum Place {
        PROGRAMMES,
        OVERVIEW,
        DELIVERIES,
        UNVERIFIED,
        ACCESS,
        METHODS,
        DATA,
        /** On the way in: nobody is anybody yet, and the layout does not say who is here. */
        SIGN_IN,
        ACCOUNT,
        ADMINISTRATION,
        /** A page that the navigation does not lead to. */
        ELSEWHERE
    }

    /**
     * @param demonstration its data are made up, and every page must say so
     */
    public record Programme(String code, String name, boolean demonstration) {}

    /** Whether the page belongs to the entry of this name. */
    public boolean at(String place) {
        return here == Place.valueOf(place);
    }

    public boolean demonstration() {
        return programme != null && programme.demonstration();
    }
}
