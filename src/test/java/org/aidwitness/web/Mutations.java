package org.aidwitness.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Turns a plausible request into one that somebody hostile, careless or broken would send, as bytes. */
final class Mutations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> STRANGE_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\udc00\ud800",
            "\u202eabc",
            "\ufeff",
            "a\r\nSet-Cookie: x=y",
            "' or '1'='1",
            "'; drop table registry_site; --",
            "\") union all (values (1)) --",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}}",
            "{#for x in 9}",
            "<script>alert(1)</script>",
            "../../../../etc/passwd",
            "%00",
            "%s%s%n",
            "null",
            "undefined",
            "NaN",
            "-1",
            "1e400",
            "9223372036854775808",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "2026-02-30",
            "2026-13-01T00:00:00Z",
            "0000-00-00T00:00:00Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "-4714-01-01",
            "2026-06-01T00:00:00",
            "2026-06-01T24:00:00+18:00",
            "P1D",
            "ÄÖÜ\u0301",
            "😀",
            "İ",
            "0x10");

    private static final List<JsonNode> STRANGE_NUMBERS = List.of(
            JSON.numberNode(-1),
            JSON.numberNode(0),
            JSON.numberNode(Integer.MAX_VALUE),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.numberNode(Long.MIN_VALUE),
            JSON.numberNode(BigInteger.TWO.pow(64)),
            JSON.numberNode(BigInteger.TEN.pow(300)),
            JSON.numberNode(new BigDecimal("1e-300")),
            JSON.numberNode(new BigDecimal("1e308")),
            JSON.numberNode(new BigDecimal("0.0000001")),
            JSON.numberNode(new BigDecimal("1e2000000")),
            JSON.numberNode(new BigDecimal("1e-2000000")),
            JSON.numberNode(91.0),
            JSON.numberNode(-180.000001));

    /** What no tree can hold is written into the text. */
    private static final List<String> STRANGE_TOKENS = List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "01",
            "+1",
            ".5",
            "0x1F",
            "1e999999999",
            "'x'",
            "undefined",
            "tru",
            "// x\n1");

    private static final List<String> STRANGE_QUERIES = List.of(
            "limit=0",
            "limit=-1",
            "limit=999999999999",
            "limit=1&limit=2",
            "limit=x",
            "limit=",
            "after=AAAA",
            "after=%00",
            "after=OTk5OTk5OTk5LTEyLTMxVDAwOjAwOjAwWn54",
            "after=KzEwMDAwMDAwMC0wMS0wMVQwMDowMDowMFp-MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw",
            "after=%F0%9F%98%80",
            "after=" + cursor("+999999999-12-31T23:59:59Z"),
            "after=" + cursor("-999999999-01-01T00:00:00Z"),
            "after=9223372036854775807",
            "%",
            "%zz=%",
            "a=%c0%af",
            "a=%ff%fe",
            "&&&&",
            "=",
            "programme=%00",
            "programme=x%27%20or%201%3D1",
            "programme=" + "p".repeat(3_000),
            "from=2026-02-30",
            "until=+999999999-01-01",
            "from=2026-06-01&until=2026-01-01",
            "sort=;drop",
            "history=maybe",
            "mode=NONE");

    private static final List<String> STRANGE_SEGMENTS = List.of(
            "..",
            "%2e%2e",
            "..%2f..%2f..%2fetc%2fpasswd",
            "..%5c..%5cwindows",
            "%00",
            "%ff",
            "%c0%ae%c0%ae",
            "%",
            "%4",
            "a%20b",
            "a;b=c",
            "%F0%9F%98%80",
            "'",
            "1%27%20or%20%271",
            "x".repeat(3_000),
            "%252e%252e%252f",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "{id}",
            "*",
            "a%0d%0aSet-Cookie:x",
            "%u0041");

    private static final List<String> STRANGE_ACCEPTS = List.of(
            "application/xml",
            "text/html",
            "image/png",
            "*/*;q=0",
            "garbage",
            "application/json;q=nonsense",
            "text/csv",
            "a/b,".repeat(500) + "a/b",
            "");

    private static final List<String> STRANGE_CONTENT_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json;charset=utf-16",
            "application/json;charset=nonsense",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "text/csv;charset=\"",
            "garbage",
            "");

    private static final List<String> STRANGE_HEADERS = List.of(
            "Authorization: Bearer ",
            "Authorization: Bearer \u00ff\u00fe",
            "Authorization: Basic YTpi",
            "Authorization: garbage",
            "Cookie: __Host-aidwitness=x; =; ;;; a=\"",
            "Accept-Language: xx-\u00ff;q=9,,;",
            "Accept-Language: de-DE-x-" + "y-".repeat(500),
            "If-None-Match: \"\"\"",
            "If-None-Match: *",
            "If-Modified-Since: yesterday",
            "Range: bytes=99999999999999999999-1,2-",
            "Accept-Encoding: gzip;q=nonsense, *",
            "Content-Encoding: gzip",
            "Expect: 100-continue",
            "Expect: nonsense",
            "X-Forwarded-For: <script>",
            "Forwarded: for=\"",
            "Origin: null",
            "Host: ",
            "Host: evil.example:99999",
            "X-HTTP-Method-Override: DELETE",
            "X-File-Name: ../../x\u00ff",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Transfer-Encoding: identity",
            "Content-Length: 5",
            "Many: " + "m".repeat(15_000));

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO", "get", "CONNECT");

    /** A request as it goes over the wire. */
    record Request(String method, String target, Map<String, String> headers, List<String> moreHeaders, byte[] body) {

        byte[] bytes() {
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            moreHeaders.forEach(line -> head.append(line).append("\r\n"));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(body);
            return all.toByteArray();
        }

        /** Enough of it to send it again by hand. */
        @Override
        public String toString() {
            String text = new String(bytes(), StandardCharsets.ISO_8859_1);
            return text.length() > 1_500 ? text.substring(0, 1_500) + " ... (" + text.length() + ")" : text;
        }
    }

    private final PlausibleRequests plausible;
    private final List<PlausibleRequests.Operation> operations;
    private final List<String> tokens;
    private final Random random;

    Mutations(
            PlausibleRequests plausible,
            List<PlausibleRequests.Operation> operations,
            List<String> tokens,
            Random random) {
        this.plausible = plausible;
        this.operations = operations;
        this.tokens = tokens;
        this.random = random;
    }

    /** The request of this number: each operation has its turn, first as it should be, then in ever other ways. */
    Request next(int number) {
        PlausibleRequests.Operation operation = operations.get(number % operations.size());
        int mutations = number < operations.size() ? 0 : 1 + random.nextInt(3);
        List<Integer> ways = new ArrayList<>();
        for (int i = 0; i < mutations; i++) {
            ways.add(random.nextInt(10));
        }
        String method = ways.contains(0) && random.nextInt(3) == 0 ? pick(METHODS) : operation.method();
        String target = target(operation, ways.contains(1), ways.contains(2));
        Map<String, String> headers = new LinkedHashMap<>();
        if (random.nextInt(8) > 0) {
            headers.put("Authorization", "Bearer " + pick(tokens));
        }
        headers.put("Accept", ways.contains(3) ? pick(STRANGE_ACCEPTS) : "application/json");
        List<String> more = new ArrayList<>();
        if (ways.contains(4)) {
            more.add(pick(STRANGE_HEADERS));
        }
        byte[] body = new byte[0];
        if (!operation.mediaType().isEmpty() || method.equals("POST") || method.equals("PUT")) {
            headers.put(
                    "Content-Type",
                    ways.contains(5)
                            ? pick(STRANGE_CONTENT_TYPES)
                            : operation.mediaType().replace("*/*", "image/png"));
            body = body(operation, ways.stream().filter(way -> way >= 6).count());
        }
        if (more.stream().noneMatch(line -> line.startsWith("Content-Length"))) {
            headers.put("Content-Length", Integer.toString(body.length));
        } else if (body.length < 5) {
            body = "     ".getBytes(StandardCharsets.UTF_8);
        }
        return new Request(method, target, headers, more, body);
    }

    private String target(PlausibleRequests.Operation operation, boolean strangePath, boolean strangeQuery) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                String value = strangePath && random.nextBoolean()
                        ? pick(STRANGE_SEGMENTS)
                        : encode(plausible.parameter(parameter));
                path = path.replace("{" + name + "}", value);
            } else if (parameter.path("in").asText().equals("query") && random.nextInt(3) > 0) {
                String value =
                        strangeQuery && random.nextBoolean() ? pick(STRANGE_TEXTS) : plausible.parameter(parameter);
                query.append('&').append(encode(name)).append('=').append(encode(value));
            }
        }
        if (strangePath && random.nextInt(3) == 0) {
            path += "/" + pick(STRANGE_SEGMENTS);
        }
        if (strangeQuery && random.nextBoolean()) {
            query.append('&').append(pick(STRANGE_QUERIES));
        }
        return query.isEmpty() ? path : path + "?" + query.substring(1);
    }

    private byte[] body(PlausibleRequests.Operation operation, long mutations) {
        if (!operation.mediaType().contains("json")) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            return random.nextBoolean() ? bytes : "waybill,line\n1,2\n\"".getBytes(StandardCharsets.UTF_8);
        }
        JsonNode body = plausible.value("body", operation.body(), 0);
        for (int i = 0; i < mutations; i++) {
            body = mutated(body);
        }
        // Half a character survives only as an escape.
        String text = body.toString().replace("\ud800", "\\ud800").replace("\udc00", "\\udc00");
        if (mutations > 0 && random.nextInt(4) == 0) {
            text = broken(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (mutations > 0 && random.nextInt(10) == 0 && bytes.length > 2) {
            // No UTF-8 any more.
            bytes[1 + random.nextInt(bytes.length - 1)] = (byte) (0x80 + random.nextInt(128));
        }
        return bytes;
    }

    /** The same tree with one thing changed somewhere in it. */
    private JsonNode mutated(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = pick(names);
            switch (random.nextInt(7)) {
                case 0 -> object.remove(name);
                case 1 -> object.putNull(name);
                case 2 -> object.set("surprise-" + random.nextInt(10), object.get(name));
                case 3 -> object.set(name, strange());
                case 4 -> object.set(name.toUpperCase(Locale.ROOT), object.get(name));
                default -> object.set(name, mutated(object.get(name)));
            }
            return object;
        }
        if (node instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            switch (random.nextInt(4)) {
                case 0 -> array.add(array.get(at));
                case 1 -> array.set(at, strange());
                case 2 -> array.remove(at);
                default -> array.set(at, mutated(array.get(at)));
            }
            return array;
        }
        return strange();
    }

    private JsonNode strange() {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> JSON.textNode(pick(STRANGE_TEXTS));
            case 3, 4 -> pick(STRANGE_NUMBERS);
            case 5 -> JSON.booleanNode(random.nextBoolean());
            case 6 -> deep(random.nextInt(20) == 0 ? 20_000 : 1 + random.nextInt(1_200));
            case 7 -> JSON.textNode("x".repeat(random.nextInt(20) == 0 ? 1 << 20 : random.nextInt(1 << 14)));
            default -> random.nextBoolean() ? JSON.objectNode() : many();
        };
    }

    private ArrayNode many() {
        ArrayNode many = JSON.arrayNode();
        int size = random.nextInt(2_000);
        for (int i = 0; i < size; i++) {
            many.add(i);
        }
        return many;
    }

    private static JsonNode deep(int depth) {
        return JSON.rawValueNode(
                new com.fasterxml.jackson.databind.util.RawValue("[".repeat(depth) + "]".repeat(depth)));
    }

    /** No JSON any more, or JSON of a kind that no tree can hold. */
    private String broken(String text) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at);
            case 1 -> text + text;
            case 2 -> text.replaceFirst("\"([a-z]\\w*)\":", "\"$1\":1,\"$1\":");
            case 3 ->
                text.replaceFirst(
                        ":(\\d+|\"[^\"]*\")", ":" + pick(STRANGE_TOKENS).replace("\\", ""));
            case 4 -> "\ufeff" + text;
            default -> text.substring(0, at) + "\\u0000\\ud800" + text.substring(at);
        };
    }

    /** As ours, with a time of any size. */
    private static String cursor(String at) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + "~" + new UUID(0, 0)).getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
