package org.aidwitness.exchange.table;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.aidwitness.access.Audit;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Lists as files. */
@Path("/api/export")
@Tag(name = "Exports", description = "Every list as CSV and XLSX.")
class ExportResource {

    private final CurrentActor current;
    private final Exports exports;
    private final Audit audit;

    ExportResource(CurrentActor current, Exports exports, Audit audit) {
        this.current = current;
        this.exports = exports;
        this.audit = audit;
    }

    @GET
    @Path("{list}.csv")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "A list as CSV",
            description = "deliveries, waybills, lines, declarations, attestations, clearances, flags and held of one"
                    + " programme; access, organisations, sites, commodities of all. UTF-8 with byte order mark, RFC"
                    + " 4180; a cell that a spreadsheet would run as a formula has an apostrophe before it.")
    @APIResponse(responseCode = "404", description = "There is no such list or programme.")
    public Response csv(@RestPath String list, @RestQuery @Nullable String programme) {
        return file(list, programme, TableWriter.Format.CSV);
    }

    @GET
    @Path("{list}.xlsx")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "A list as XLSX", description = "As CSV; numbers are numbers. At most 1,048,575 rows.")
    @APIResponse(responseCode = "404", description = "There is no such list or programme.")
    public Response xlsx(@RestPath String list, @RestQuery @Nullable String programme) {
        return file(list, programme, TableWriter.Format.XLSX);
    }

    private Response file(String name, @Nullable String programme, TableWriter.Format format) {
        Actor actor = current.require(Verb.READ_PUBLISHED);
        ExportList list = ExportList.named(name)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no list \"" + name + "\"."));
        @Nullable UUID id = exports.programme(list, programme);
        if (actor.account() != null) {
            audit.record(actor, Act.LIST_EXPORTED, name + (programme == null ? "" : " of " + programme), "");
        }
        StreamingOutput stream = out -> exports.write(list, id, format, out);
        String extension = format == TableWriter.Format.CSV ? ".csv" : ".xlsx";
        return Response.ok(stream, format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + list.fileName() + extension + "\"")
                .build();
    }
}
