package org.aidwitness.administration;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.aidwitness.access.Audit;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.access.Audit.Entry;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was done that matters to security. */
@Path("/api")
@Tag(name = "Audit", description = "What was done that matters to security: by whom, why, from where.")
@SecurityRequirement(name = Api.BEARER)
class AuditResource {

    private static final int MOST_ROWS = 100_000;
    private static final int ROWS_AT_ONCE = 1_000;

    private static final List<String> HEADER =
            List.of("at", "act", "by", "organisation", "about", "reason", "address", "id");

    private final Audit audit;
    private final CurrentActor actor;

    AuditResource(Audit audit, CurrentActor actor) {
        this.audit = audit;
        this.actor = actor;
    }

    @GET
    @Path("audit")
    @Needs(Verb.SEE_AUDIT)
    @Operation(
            summary = "The audit, latest first",
            description =
                    "Of one's own organisation; of all, for administrators. `q` is a piece of the name, the subject"
                            + " or the reason; `from` and `to` are days of UTC, both included. Pass `next` as `after`.")
    public Listing<Entry> list(
            @BeanParam AuditQuery query, @RestQuery @Nullable String after, @RestQuery @Nullable Integer limit) {
        return page(audit, actor.require(Verb.SEE_AUDIT), query, after, Listing.limit(limit));
    }

    @GET
    @Path("audit.csv")
    @Needs(Verb.SEE_AUDIT)
    @Operation(
            summary = "The audit as CSV",
            description = "The same filters, at most 100,000 rows. That somebody took it away stands in the audit too.")
    public Response csv(@BeanParam AuditQuery query) {
        Actor asking = actor.require(Verb.SEE_AUDIT);
        Audit.Search beginning = query.search(Cursor.START);
        audit.record(asking, Act.AUDIT_EXPORTED, query.toString(), "");
        StreamingOutput stream = out -> write(asking, beginning, out);
        return Response.ok(stream, Sheet.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    static Listing<Entry> page(Audit audit, Actor actor, AuditQuery query, @Nullable String after, int limit) {
        return Listing.of(
                audit.search(actor, query.search(Cursor.parse(after)), limit + 1),
                limit,
                entry -> new Cursor(entry.at(), entry.id()));
    }

    /** Page by page: a thousand rows in memory at a time, and no transaction as long as a slow line takes. */
    private void write(Actor asking, Audit.Search beginning, OutputStream out) throws IOException {
        try (Sheet sheet = new Sheet(out)) {
            sheet.row(HEADER);
            Audit.Search search = beginning;
            for (int written = 0; written < MOST_ROWS; written += ROWS_AT_ONCE) {
                List<Entry> entries = audit.search(asking, search, ROWS_AT_ONCE);
                entries.forEach(entry -> sheet.row(row(entry)));
                if (entries.size() < ROWS_AT_ONCE) {
                    return;
                }
                Entry last = entries.get(entries.size() - 1);
                search =
                        new Audit.Search(search.act(), search.text(), search.from(), search.to(), last.at(), last.id());
            }
        }
    }

    private static List<String> row(Entry entry) {
        return List.of(
                entry.at().toString(),
                entry.act(),
                entry.name(),
                entry.organisation() == null ? "" : entry.organisation().toString(),
                entry.subject(),
                entry.reason(),
                entry.address(),
                entry.id().toString());
    }
}
