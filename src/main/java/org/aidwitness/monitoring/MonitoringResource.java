package org.aidwitness.monitoring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Attestations, reviews and evidence. */
@Path("/api")
@Tag(name = "Monitoring")
class MonitoringResource {

    private final Attestations attestations;
    private final Reviews reviews;
    private final Evidence evidence;
    private final CurrentActor actor;

    MonitoringResource(Attestations attestations, Reviews reviews, Evidence evidence, CurrentActor actor) {
        this.attestations = attestations;
        this.reviews = reviews;
        this.evidence = evidence;
        this.actor = actor;
    }

    @POST
    @Path("attestations")
    @Needs(Verb.ATTEST)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Attest what was seen",
            description = "Evidence files first, by PUT /api/evidence/{sha256}. Late is better than never.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    public Receipt attest(@Valid @NotNull Attest command) {
        return attestations.attest(actor.require(Verb.ATTEST), command);
    }

    @POST
    @Path("attestations/{id}/reviews")
    @Needs(Verb.REVIEW)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Accept or reject an attestation", description = "Never one's own, never by a party.")
    public Receipt review(@PathParam("id") UUID id, @NotNull ReviewAttestation command) {
        return reviews.review(actor.require(Verb.REVIEW), id, command);
    }

    @PUT
    @Path("evidence/{sha256}")
    @Consumes(MediaType.WILDCARD)
    @Needs(Verb.STORE_EVIDENCE)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Store a picture under its SHA-256",
            description = "JPEG, PNG or WebP, at most 8 MiB. What is said of it the first time stays.")
    public Response store(
            @PathParam("sha256") String sha256,
            @Parameter(description = "The time the camera wrote into it, in UTC.", example = "2026-05-01T10:15:00Z")
                    @RestQuery
                    @Nullable String takenAt,
            @Parameter(
                            description = "A 64-bit perceptual hash (difference hash) as 16 hex digits, in lower case.",
                            example = "0f1e2d3c4b5a6978")
                    @RestQuery
                    @Nullable String perceptualHash,
            InputStream bytes)
            throws IOException {
        Actor sender = actor.require(Verb.STORE_EVIDENCE);
        Evidence.About about = new Evidence.About(
                takenAt == null ? null : instant(takenAt), perceptualHash == null ? null : hash(perceptualHash));
        evidence.store(sender, digest(sha256), about, bytes);
        return Response.noContent().build();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refused.at("/takenAt", Code.MALFORMED, "An instant looks like 2026-05-01T10:15:00Z.");
        }
    }

    private static long hash(String hex) {
        if (!hex.matches("[0-9a-f]{16}")) {
            throw Refused.at("/perceptualHash", Code.MALFORMED, "This has 16 hex digits, in lower case.");
        }
        return Long.parseUnsignedLong(hex, 16);
    }

    @GET
    @Path("evidence/{sha256}")
    @Needs(Verb.SEE_EVIDENCE)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "A stored picture", description = "As an attachment, never inline.")
    public Response see(@PathParam("sha256") String sha256) {
        Evidence.Stored stored = evidence.find(actor.require(Verb.SEE_EVIDENCE), digest(sha256))
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such file."));
        return Response.ok(stored.file(), stored.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("Content-Security-Policy", "sandbox")
                .build();
    }

    private static Sha256 digest(String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw Refused.at("/sha256", Code.MALFORMED, "A SHA-256 has 64 hex digits, in lower case.");
        }
        return Sha256.fromHex(hex);
    }
}
