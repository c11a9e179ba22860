package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.kernel.Actor.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator writes about a provider, and what the provider's claims then mean. */
class ProviderSettingsTest {

    @Test
    void names_at_the_provider_stand_for_roles_here() {
        ProviderRoles roles = ProviderRoles.of(settings(Map.of(
                        "aidwitness.oidc.role.\"ngo officer\"", "LOGISTICS",
                        "aidwitness.oidc.role.lead", "REVIEWER, MONITOR"))
                .role());

        assertThat(roles.of(Set.of("ngo officer", "cook"))).containsExactly(Role.LOGISTICS);
        assertThat(roles.of(Set.of("ngo officer", "lead")))
                .containsExactlyInAnyOrder(Role.LOGISTICS, Role.REVIEWER, Role.MONITOR);
        assertThat(roles.of(Set.of("cook"))).isEmpty();
    }

    @Test
    void a_role_that_does_not_exist_here_is_named_together_with_those_that_do() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProviderRoles.of(Map.of("ngo-officer", List.of("LOGISTIC"))))
                .withMessageContaining("aidwitness.oidc.role.\"ngo-officer\"")
                .withMessageContaining("names LOGISTIC, which is no role here")
                .withMessageContaining("PROTECTION_OFFICER");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # local | provider | mapped | what is wrong
            true    | false    | false  | -
            true    | true     | true   | -
            false   | true     | true   | -
            true    | true     | false  | no role of the provider means anything here
            false   | false    | true   | nobody could sign in
            """)
    void what_lets_nobody_in_is_found_at_the_start(
            boolean local, boolean provider, boolean mapped, @Nullable String wrong) {
        ProviderRoles roles = new ProviderRoles(mapped ? Map.of("a", Set.of(Role.DONOR)) : Map.of());
        if (wrong == null) {
            WaysIn.requireSense(local, provider, roles);
            return;
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WaysIn.requireSense(local, provider, roles))
                .withMessageContaining(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", quoteCharacter = '`', textBlock = """
            # organisation claim | roles claim             | what the ID token says                             | organisation | roles
            organisation         | roles                   | "organisation":"a","roles":["x","y"]               | a            | x y
            organisation         | roles                   | "organisation":["a"],"roles":"x"                   | a            | x
            organisation         | roles                   | "organisation":["a","b"],"roles":[]                | -            | ``
            organisation         | roles                   | "organisation":" "                                 | -            | ``
            organisation         | roles                   | "organisation":{"a":{}},"roles":{"x":1}            | -            | ``
            org/code             | realm_access/roles      | "org":{"code":"a"},"realm_access":{"roles":["x"]}  | a            | x
            https://e.org/org    | https://e.org/roles     | "https://e.org/org":"a","https://e.org/roles":["x"] | a            | x
            """)
    void claims_are_found_where_the_settings_say(
            String organisationClaim, String rolesClaim, String said, @Nullable String organisation, String roles)
            throws Exception {
        ProviderClaims claims = ProviderClaims.of(
                new ObjectMapper().readTree("{\"iss\":\"https://i\",\"sub\":\"s\"," + said + "}"),
                settings(Map.of(
                        "aidwitness.oidc.organisation-claim", organisationClaim,
                        "aidwitness.oidc.roles-claim", rolesClaim)));

        assertThat(claims.subject()).isEqualTo("https://i|s");
        assertThat(claims.organisation()).isEqualTo(organisation);
        assertThat(claims.roles())
                .isEqualTo(Stream.of(roles.split(" "))
                        .filter(role -> !role.isEmpty())
                        .collect(Collectors.toSet()));
    }

    @Test
    void without_settings_the_claims_have_plain_names() {
        assertThat(settings(Map.of()).rolesClaim()).isEqualTo("roles");
        assertThat(settings(Map.of()).organisationClaim()).isEqualTo("organisation");
        assertThat(settings(Map.of()).role()).isEmpty();
    }

    @Test
    void nobody_is_no_subject() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        ProviderClaims.of(new ObjectMapper().readTree("{\"iss\":\"https://i\"}"), settings(Map.of())));
    }

    private static ProviderSettings settings(Map<String, String> written) {
        return new SmallRyeConfigBuilder()
                .withMapping(ProviderSettings.class)
                .withDefaultValues(new HashMap<>(written))
                .build()
                .getConfigMapping(ProviderSettings.class);
    }
}
