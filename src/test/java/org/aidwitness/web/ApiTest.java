package org.aidwitness.web;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for every endpoint: it is described, tagged, and says no in one form. */
@QuarkusTest
class ApiTest {

    @Test
    void every_operation_says_what_it_is_for() {
        Map<String, Map<String, Object>> paths =
                get("/q/openapi?format=json").then().statusCode(200).extract().path("paths");
        List<String> mute = new ArrayList<>();
        paths.forEach((path, operations) -> operations.forEach((verb, operation) -> {
            if (operation instanceof Map<?, ?> said && path.startsWith("/api/") && !said.containsKey("summary")) {
                mute.add(verb + " " + path);
            }
        }));
        assertThat(paths).hasSizeGreaterThan(30);
        assertThat(mute).isEmpty();
    }

    @Test
    void who_has_the_answer_already_gets_304() {
        Response first = get("/api/programmes");
        String tag = first.header("ETag");
        assertThat(tag).isNotBlank();
        given().header("If-None-Match", tag).get("/api/programmes").then().statusCode(304);
        given().header("If-None-Match", "\"other\"")
                .get("/api/programmes")
                .then()
                .statusCode(200);
    }

    @Test
    void whatever_is_not_there_or_not_readable_is_a_problem() {
        get("/api/nothing").then().statusCode(404).contentType("application/problem+json");
        get("/api/waybills/no-uuid").then().statusCode(404).contentType("application/problem+json");
        get("/api/deliveries?after=%20%20").then().statusCode(400).contentType("application/problem+json");
        get("/api/sites?limit=0")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("reasons[0].field", equalTo("/limit"));
        given().contentType("application/json")
                .body("{")
                .post("/api/sites")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void a_gigabyte_is_refused_before_it_is_sent() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("""
                    POST /api/imports?programme=x&mapping=scms HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: text/csv\r
                    Content-Length: 1073741824\r
                    \r
                    x""".getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("}") < 0) {
                answer.append((char) socket.getInputStream().read());
            }
            assertThat(answer.toString()).startsWith("HTTP/1.1 413").contains("application/problem+json");
        }
    }
}
