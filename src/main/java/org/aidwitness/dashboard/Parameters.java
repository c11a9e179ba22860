package org.aidwitness.dashboard;

import jakarta.ws.rs.BeanParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The filters of a list of deliveries as they come in, pages and API alike; use with {@link BeanParam}. */
public record Parameters(
        @RestQuery("state") @Parameter(description = "Assurance state; repeat for any of several.", example = "OVERDUE")
        List<String> states,

        @RestQuery("part") @Parameter(description = "What one part of the balance adds up.", example = "LOST") @Nullable String part,

        @RestQuery("unknown") @Parameter(description = "true: only deliveries with an unknown weight.") @Nullable String unknown,

        @RestQuery("area") @Parameter(description = "The destination's area, exactly.") @Nullable String area,

        @RestQuery("flag") @Parameter(description = "A rule with an open flag.", example = "F08") @Nullable String flag,

        @RestQuery("grade")
        @Parameter(description = "Grade of the best accepted visit: A to D.", example = "A")
        @Nullable String grade,

        @RestQuery("clearance") @Parameter(description = "The gate's outcome.", example = "PREDATES_GATE") @Nullable String clearance,

        @RestQuery("q")
        @Parameter(description = "A piece of the destination's name, or the beginning of its P-code.")
        @Nullable String q,

        @RestQuery("from")
        @Parameter(description = "First day of the last statement, UTC.", example = "2026-10-01")
        @Nullable String from,

        @RestQuery("to")
        @Parameter(description = "Last day of the last statement, UTC.", example = "2026-10-31")
        @Nullable String to) {}
