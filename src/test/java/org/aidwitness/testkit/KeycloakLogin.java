package org.aidwitness.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at Keycloak's login page, by plain HTTP; one object is one browser, and keeps its cookies. */
public final class KeycloakLogin {

    private static final Pattern FORM = Pattern.compile("<form[^>]*\\bid=\"kc-form-login\"[^>]*>");
    private static final Pattern ACTION = Pattern.compile("\\baction=\"([^\"]+)\"");
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Keycloak showed its form again instead of leading back to the application. */
    public static final class Rejected extends Exception {
        private static final long serialVersionUID = 1;

        private Rejected() {
            super("Keycloak does not accept this name and password");
        }
    }

    /**
     * Signs in, and says where Keycloak sends the browser afterwards; nobody has gone there yet.
     *
     * @param authorisation where the application sent the browser to
     * @return the application's callback, with code and state
     */
    public URI signIn(URI authorisation, String person, String password) throws Rejected {
        HttpResponse<String> page = send(HttpRequest.newBuilder(authorisation));
        // Whoever is signed in already is not asked again.
        if (page.statusCode() == 302) {
            return back(page);
        }
        HttpRequest.Builder filledIn = HttpRequest.newBuilder(action(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        form(Map.of("username", person, "password", password, "credentialId", ""))));
        HttpResponse<String> answer = send(filledIn);
        if (answer.statusCode() == 200 && FORM.matcher(answer.body()).find()) {
            throw new Rejected();
        }
        return back(answer);
    }

    /** Fields of a form, as a browser writes them. */
    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
            // Browsers take localhost for a safe place and send it cookies marked as secure; Java does not.
            cookies.getCookieStore().getCookies().forEach(cookie -> cookie.setSecure(false));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static URI action(HttpResponse<String> page) {
        Matcher form = FORM.matcher(page.body());
        if (form.find()) {
            Matcher action = ACTION.matcher(form.group());
            if (action.find()) {
                return page.uri().resolve(action.group(1).replace("&amp;", "&"));
            }
        }
        throw unexpected(page);
    }

    /** A redirect away from Keycloak: one within it leads to something it still wants to know from the person. */
    private static URI back(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(response.uri()::resolve)
                .filter(target -> !response.uri().getAuthority().equals(target.getAuthority()))
                .orElseThrow(() -> unexpected(response));
    }

    private static IllegalStateException unexpected(HttpResponse<String> response) {
        return new IllegalStateException("Not what was expected of " + response.uri() + ": " + response.statusCode()
                + " " + response.headers().map() + "\n" + response.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
