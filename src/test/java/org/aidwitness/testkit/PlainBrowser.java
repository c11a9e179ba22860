package org.aidwitness.testkit;

import static io.restassured.RestAssured.given;

import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser, by plain HTTP: keeps cookies, sends forms as the page that was opened last would. */
public final class PlainBrowser {

    public static final String SESSION = "__Host-aidwitness";

    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([0-9a-f]{64})\"");

    private final Map<String, String> cookies = new TreeMap<>();
    private String proof = "";

    public Response open(String path) {
        return keep(asking().accept("text/html").get(path));
    }

    /** Sends a form, and stays at its answer. */
    public Response send(String path, Map<String, String> fields) {
        RequestSpecification asking = asking().accept("text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("proof", proof);
        fields.forEach(asking::formParam);
        return keep(asking.post(path));
    }

    /** As this browser, without anything that a form brings along. */
    public RequestSpecification asking() {
        RequestSpecification asking = given().redirects().follow(false);
        if (!cookies.isEmpty()) {
            asking.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return asking;
    }

    public String proof() {
        return proof;
    }

    public boolean hasSession() {
        return cookies.containsKey(SESSION);
    }

    private Response keep(Response response) {
        for (Cookie cookie : response.getDetailedCookies()) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
        Matcher found = PROOF.matcher(response.asString());
        if (found.find()) {
            proof = found.group(1);
        }
        return response;
    }
}
