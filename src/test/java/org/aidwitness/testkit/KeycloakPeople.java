package org.aidwitness.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps people at Keycloak, as an administrator there does. Each test has people of its own. */
public final class KeycloakPeople {

    private static final String CLIENT = "keeper-of-the-test";
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI realm;

    public KeycloakPeople(URI realm) {
        this.realm = realm;
    }

    /** Somebody at the provider; the password is {@link Keycloak#passwordOf}. */
    public record Person(String id, String name) {}

    /** Somebody new, of this organisation, with these roles. */
    public Person person(@Nullable String organisation, String... roles) {
        String name = "p-" + UUID.randomUUID().toString().substring(0, 8);
        HttpResponse<String> made = send("POST", "/users", described(name, organisation));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String place = made.headers().firstValue("Location").orElseThrow();
        Person person = new Person(place.substring(place.lastIndexOf('/') + 1), name);
        give(person, roles);
        return person;
    }

    public void give(Person person, String... roles) {
        change("POST", person, roles);
    }

    public void take(Person person, String... roles) {
        change("DELETE", person, roles);
    }

    public void move(Person person, String organisation) {
        HttpResponse<String> moved = send("PUT", "/users/" + person.id(), described(person.name(), organisation));
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(204);
    }

    private static Map<String, Object> described(String name, @Nullable String organisation) {
        Map<String, Object> person = new HashMap<>();
        person.put("username", name);
        person.put("enabled", true);
        person.put("firstName", "Somebody");
        person.put("lastName", "Invented");
        person.put("email", name + "@example.org");
        person.put("emailVerified", true);
        person.put(
                "credentials",
                List.of(Map.of("type", "password", "value", Keycloak.passwordOf(name), "temporary", false)));
        if (organisation != null) {
            person.put("attributes", Map.of("organisation", List.of(organisation)));
        }
        return person;
    }

    private void change(String method, Person person, String... roles) {
        List<JsonNode> named = new ArrayList<>();
        for (String role : roles) {
            named.add(read(send("GET", "/roles/" + role, null)));
        }
        HttpResponse<String> changed = send(method, "/users/" + person.id() + "/role-mappings/realm", named);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
    }

    private HttpResponse<String> send(String method, String path, @Nullable Object body) {
        try {
            HttpRequest.BodyPublisher sent = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            URI place = URI.create(realm.toString().replace("/realms/", "/admin/realms/") + path);
            return send(HttpRequest.newBuilder(place)
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", "application/json")
                    .method(method, sent));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() {
        return read(send(HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(KeycloakLogin.form(Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                CLIENT,
                                "client_secret",
                                Keycloak.SECRET))))))
                .path("access_token")
                .asText();
    }

    private static JsonNode read(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
