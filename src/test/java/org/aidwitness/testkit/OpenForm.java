package org.aidwitness.testkit;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page with a form that a browser has open: the cookie that came with it, and the proof that it carries. */
public record OpenForm(String cookie, String proof) {

    public static final String COOKIE = "__Host-aidwitness-form";

    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([0-9a-f]{64})\"");

    /** Opens the page as a visitor. */
    public static OpenForm at(String path) {
        Response page = given().accept("text/html").get(path);
        Matcher proof = PROOF.matcher(page.asString());
        if (page.statusCode() != 200 || !proof.find()) {
            throw new AssertionError(path + " shows no form: " + page.statusCode() + " " + page.asString());
        }
        return new OpenForm(page.getCookie(COOKIE), proof.group(1));
    }

    /** Sends nothing but the proof. */
    public RequestSpecification onto(RequestSpecification asked) {
        return asked.header("Cookie", COOKIE + "=" + cookie)
                .contentType("application/x-www-form-urlencoded")
                .accept("text/html")
                .redirects()
                .follow(false)
                .formParam("proof", proof);
    }
}
