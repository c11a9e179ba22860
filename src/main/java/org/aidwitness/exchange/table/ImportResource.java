package org.aidwitness.exchange.table;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.exchange.table.ImportRun.Mode;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.aidwitness.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Imports over HTTP. */
@Path("/api/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports", description = "Whole tables of waybills, declarations and attestations.")
class ImportResource {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final CurrentActor current;
    private final Imports imports;
    private final ImportRuns runs;
    private final ProblemFiles problemFiles;

    ImportResource(CurrentActor current, Imports imports, ImportRuns runs, ProblemFiles problemFiles) {
        this.current = current;
        this.imports = imports;
        this.runs = runs;
        this.problemFiles = problemFiles;
    }

    @POST
    @Needs(Verb.IMPORT)
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "text/csv", XLSX, "text/tab-separated-values", MediaType.TEXT_PLAIN})
    @Operation(summary = "Import a table", description = """
                    The body is the file: CSV in any usual encoding, or XLSX; at most 512 MB, 1,000 columns, 5,000,000 rows.
                    PREVIEW saves nothing and tells what would happen. ALL saves everything, or nothing if a row is refused.
                    READY saves the rows that have no problem. Sent again, the same file changes nothing.
                    `history=true` is for files that tell of a time before the programme's gate, and needs the role for it.""")
    @APIResponse(responseCode = "200", description = "What became of the rows.")
    @APIResponse(
            responseCode = "400",
            description = "The file cannot be read as a table: row and column say where reading stopped.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ImportRun run(
            @RestQuery @Nullable String programme,
            @RestQuery @Nullable String mapping,
            @RestQuery @Nullable Mode mode,
            @RestQuery boolean history,
            @RestQuery @Nullable String file,
            @HeaderParam("X-File-Name") @Nullable String fileName,
            InputStream body)
            throws IOException {
        Actor actor = current.require(Verb.IMPORT);
        if (programme == null || mapping == null) {
            throw Refused.at(
                    programme == null ? "/programme" : "/mapping",
                    Code.INVALID,
                    "Say which programme and which mapping.");
        }
        String name = file == null ? fileName : file;
        return imports.run(
                actor,
                new Imports.Order(
                        programme, mapping, mode == null ? Mode.PREVIEW : mode, history, name == null ? "table" : name),
                body);
    }

    @GET
    @Needs(Verb.SEE_IMPORTS)
    @Operation(summary = "The organisation's imports, latest first")
    public Listing<ImportRun> list(@RestQuery @Nullable String after, @RestQuery @Nullable Integer limit) {
        return imports.list(current.require(Verb.SEE_IMPORTS), Cursor.parse(after), Listing.limit(limit));
    }

    @GET
    @Needs(Verb.SEE_IMPORTS)
    @Path("{id}")
    @Operation(summary = "One import")
    @APIResponse(responseCode = "404", description = "The organisation has no such import.")
    public ImportRun get(@RestPath UUID id) {
        return imports.get(current.require(Verb.SEE_IMPORTS), id);
    }

    @GET
    @Needs(Verb.SEE_IMPORTS)
    @Path("{id}/problems")
    @Operation(
            summary = "What is wrong with which rows",
            description =
                    "In the order of the file. `after` is the last row of the page before: a page never ends within a row, so"
                            + " it may hold a few problems more than `limit`.")
    public List<RowProblem> problems(
            @RestPath UUID id, @RestQuery @Nullable Long after, @RestQuery @Nullable Integer limit) {
        imports.get(current.require(Verb.SEE_IMPORTS), id);
        long row = after == null ? -1 : after;
        return runs.problemsOfRows(id, row, Listing.limit(limit)).stream()
                .map(problem ->
                        new RowProblem(problem.row(), problem.column(), Code.valueOf(problem.code()), problem.detail()))
                .toList();
    }

    @GET
    @Needs(Verb.SEE_IMPORTS)
    @Path("{id}/problems.csv")
    @Produces("text/csv")
    @Operation(summary = "The file again as CSV, with a Problem column")
    public Response problemsCsv(@RestPath UUID id) {
        return file(id, TableWriter.Format.CSV, "problems.csv");
    }

    @GET
    @Needs(Verb.SEE_IMPORTS)
    @Path("{id}/problems.xlsx")
    @Produces(XLSX)
    @Operation(summary = "The file again as XLSX, with a Problem column")
    public Response problemsXlsx(@RestPath UUID id) {
        return file(id, TableWriter.Format.XLSX, "problems.xlsx");
    }

    private Response file(UUID id, TableWriter.Format format, String name) {
        ProblemFiles.Body body = problemFiles.of(current.require(Verb.SEE_IMPORTS), id, format);
        StreamingOutput stream = body::writeTo;
        return Response.ok(stream, format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
