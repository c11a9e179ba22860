package org.aidwitness.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of a person.
 *
 * @param subject who it is: the issuer and the issuer's own name for them, which no other issuer can claim
 * @param organisation the code of the organisation they work for; null if the provider does not name exactly one
 * @param roles their roles at the provider
 */
record ProviderClaims(String subject, @Nullable String organisation, Set<String> roles) {

    ProviderClaims {
        roles = Set.copyOf(roles);
    }

    static ProviderClaims of(JsonNode idToken, ProviderSettings settings) {
        String issuer = idToken.path("iss").asText();
        String name = idToken.path("sub").asText();
        if (issuer.isBlank() || name.isBlank()) {
            throw new IllegalStateException("an ID token without issuer or subject was taken for valid");
        }
        Set<String> organisations = texts(claim(idToken, settings.organisationClaim()));
        return new ProviderClaims(
                issuer + "|" + name,
                organisations.size() == 1 ? organisations.iterator().next() : null,
                texts(claim(idToken, settings.rolesClaim())));
    }

    /** By its name, which may be an address; else by the path to it: {@code realm_access/roles}. */
    private static JsonNode claim(JsonNode idToken, String name) {
        return idToken.has(name) ? idToken.path(name) : idToken.at("/" + name);
    }

    /** Providers write one value as a text and many as a list, or all as a list. */
    private static Set<String> texts(JsonNode claim) {
        Set<String> texts = new HashSet<>();
        if (claim.isTextual()) {
            texts.add(claim.asText());
        }
        if (claim.isArray()) {
            claim.forEach(value -> texts.add(value.asText()));
        }
        texts.removeIf(String::isBlank);
        return texts;
    }
}
