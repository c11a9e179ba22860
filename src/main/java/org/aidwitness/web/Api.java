package org.aidwitness.web;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the API says of itself. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "AidWitness",
                        version = "1",
                        description = "Register shipments, declare what happened to them, attest what was seen, and"
                                + " read which deliveries nobody independent has seen. Weights are kilograms, times are"
                                + " ISO 8601 with offset, ids are UUIDs chosen by the sender: sending a statement again"
                                + " under its id is safe. Everything that is refused is refused as"
                                + " application/problem+json with all reasons at once.",
                        license = @License(name = "Apache-2.0")))
@SecurityScheme(
        securitySchemeName = Api.BEARER,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A token of an account. Published lists need none.")
public class Api extends Application {

    /** The name of the security scheme, for endpoints that need a token. */
    public static final String BEARER = "token";
}
