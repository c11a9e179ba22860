package org.aidwitness.access;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.function.Function;
import org.aidwitness.kernel.Actor.Role;
import org.jspecify.annotations.Nullable;

/**
 * A request that an endpoint understands.
 *
 * @param needs the verb that decides, where it is another than the endpoint's own: null where it is not
 * @param marker what the answer shows of the tenant; an answer without it has shown nothing
 */
record Specimen(
        Kind kind,
        Ask ask,
        @Nullable Function<Tenant, String> marker,
        @Nullable Verb needs) {

    /** Whose the thing is that is asked about. */
    enum Kind {
        /** A tenant's own. */
        CLOSED,
        /** A tenant's own, except that administrators know that it is there. */
        METADATA,
        /** A tenant's own, and only for the two who agreed on it. */
        INVOLVED,
        /** A page around what the role may read elsewhere: the database keeps only others out. */
        FRAME,
        /** Everybody's: reference data. */
        OPEN,
        /** A page around reference data: nothing for the database to keep. */
        OPEN_FRAME,
        /** The asking person's or organisation's own, whoever that is. */
        SELF
    }

    /** Asks as somebody of this role about something of this tenant. */
    interface Ask {
        Response by(Role role, RequestSpecification as, Tenant tenant);
    }
}
