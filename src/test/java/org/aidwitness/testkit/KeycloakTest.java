package org.aidwitness.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider itself does what the tests of our own sign-in expect of it. */
class KeycloakTest {

    private static final Keycloak KEYCLOAK = new Keycloak();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALLBACK = "http://localhost:8081/sign-in";
    private static final String STATE = "the-state";
    private static final String NONCE = "the-nonce";
    private static final String VERIFIER = "a-verifier-has-at-least-forty-three-characters";
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    @BeforeAll
    static void start() {
        KEYCLOAK.start();
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.stop();
    }

    @Test
    void the_discovery_document_answers() throws Exception {
        JsonNode discovery = discovery();
        assertThat(discovery.path("issuer").asText()).isEqualTo(KEYCLOAK.realm().toString());
        assertThat(discovery.path("code_challenge_methods_supported").toString())
                .contains("S256");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            amina  | ngo-officer     | tavara-relief
            rosa   | monitoring-lead | open-field-watch
            nobody | -               | -
            """)
    void the_id_token_says_who_signed_in_and_for_whom(
            String person, @Nullable String role, @Nullable String organisation) throws Exception {
        URI callback = new KeycloakLogin().signIn(authorisation(), person, Keycloak.passwordOf(person));

        assertThat(callback.toString()).startsWith(CALLBACK + "?").contains("state=" + STATE);
        JsonNode claims = idToken(callback);
        assertThat(claims.path("iss").asText()).isEqualTo(KEYCLOAK.realm().toString());
        assertThat(claims.path("aud").asText()).isEqualTo(Keycloak.CLIENT);
        assertThat(claims.path("nonce").asText()).isEqualTo(NONCE);
        assertThat(claims.path("sub").asText()).isNotEmpty();
        assertThat(claims.path("preferred_username").asText()).isEqualTo(person);
        assertThat(texts(claims.path("roles"))).isEqualTo(role == null ? List.of() : List.of(role));
        assertThat(claims.path("organisation").textValue()).isEqualTo(organisation);
    }

    @Test
    void who_is_signed_in_is_not_asked_again() throws Exception {
        KeycloakLogin browser = new KeycloakLogin();
        browser.signIn(authorisation(), "amina", Keycloak.passwordOf("amina"));

        URI callback = browser.signIn(authorisation(), "amina", "not looked at");

        assertThat(idToken(callback).path("preferred_username").asText()).isEqualTo("amina");
    }

    @Test
    void a_wrong_password_leads_nowhere() {
        assertThatThrownBy(() -> new KeycloakLogin().signIn(authorisation(), "amina", "wrong"))
                .isInstanceOf(KeycloakLogin.Rejected.class);
    }

    private static URI authorisation() throws Exception {
        byte[] challenge = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        String question = KeycloakLogin.form(Map.of(
                "response_type",
                "code",
                "client_id",
                Keycloak.CLIENT,
                "redirect_uri",
                CALLBACK,
                "scope",
                "openid",
                "state",
                STATE,
                "nonce",
                NONCE,
                "code_challenge",
                Base64.getUrlEncoder().withoutPadding().encodeToString(challenge),
                "code_challenge_method",
                "S256"));
        return URI.create(discovery().path("authorization_endpoint").asText() + "?" + question);
    }

    /** What the token endpoint gives for the code; that the signature is right is for Quarkus to find out. */
    private static JsonNode idToken(URI callback) throws Exception {
        Matcher code = CODE.matcher(callback.toString());
        assertThat(code.find()).as(callback.toString()).isTrue();
        HttpRequest exchange = HttpRequest.newBuilder(
                        URI.create(discovery().path("token_endpoint").asText()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(KeycloakLogin.form(Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        Keycloak.CLIENT,
                        "client_secret",
                        Keycloak.SECRET,
                        "redirect_uri",
                        CALLBACK,
                        "code",
                        code.group(1),
                        "code_verifier",
                        VERIFIER))))
                .build();
        String token = json(exchange).path("id_token").asText();
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private static JsonNode discovery() throws Exception {
        return json(HttpRequest.newBuilder(URI.create(KEYCLOAK.realm() + "/.well-known/openid-configuration"))
                .build());
    }

    private static JsonNode json(HttpRequest request) throws Exception {
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
