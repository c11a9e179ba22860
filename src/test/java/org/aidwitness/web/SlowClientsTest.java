package org.aidwitness.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.registry.Sites;
import org.aidwitness.testkit.World;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand clients that dawdle, each in its way, keep nobody else waiting, and are sent away in the end. */
@QuarkusTest
@TestProfile(MutatedRequestsTest.Alone.class)
class SlowClientsTest {

    private static final Logger LOG = Logger.getLogger(SlowClientsTest.class);

    private static final int CONNECTIONS = 1_000;
    private static final Duration A_BYTE_EVERY = Duration.ofSeconds(2);

    /** The patience of 20 seconds, and what the slowest round may add. */
    private static final Duration ALL_CLOSED_WITHIN = Duration.ofSeconds(40);

    /** A new one every ten milliseconds, as the usual tools do it. */
    private static final long MILLIS_BETWEEN = 10;

    /** Only who reads what is still under way sees that the connection has ended. */
    private static final Duration READ_ON_AFTER = Duration.ofSeconds(33);

    private static final int HONEST = 4;

    /** How to be slow. */
    private enum Kind {
        HEADER,
        BODY,
        LIST,
        PICTURE,
        UPLOAD,
        EXPORT
    }

    @Inject
    World world;

    @Inject
    Sites sites;

    @Test
    @Timeout(90)
    void honest_requests_are_answered_and_the_slow_are_closed() throws Exception {
        World.Stage stage = world.stage();
        aLongList();
        String picture = aLargePicture(stage);
        List<Slow> slow = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService honest = Executors.newFixedThreadPool(HONEST);
        try {
            long begun = System.nanoTime();
            List<Future<List<Long>>> answers = new ArrayList<>();
            for (int i = 0; i < HONEST; i++) {
                answers.add(honest.submit(() -> honestRequests(stage, over)));
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                slow.add(new Slow(kindOf(i), stage, picture));
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
            }
            int open = CONNECTIONS;
            int seen = CONNECTIONS;
            while (open > 0 && System.nanoTime() - begun < ALL_CLOSED_WITHIN.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(A_BYTE_EVERY.toMillis());
                long passed = System.nanoTime() - begun;
                boolean toTheEnd = passed > READ_ON_AFTER.toNanos();
                open = (int)
                        slow.stream().filter(each -> each.dawdles(toTheEnd)).count();
                if (passed < Duration.ofSeconds(18).toNanos()) {
                    seen = open;
                }
            }
            long seconds = (System.nanoTime() - begun) / 1_000_000_000;
            over.set(true);
            List<Long> millis = new ArrayList<>();
            for (Future<List<Long>> answer : answers) {
                millis.addAll(answer.get(20, TimeUnit.SECONDS));
            }
            Collections.sort(millis);
            LOG.infof(
                    "%d slow connections, %d open after 18 s, %d after %d s: %s; %d honest requests, p50 %d ms,"
                            + " p95 %d ms, slowest %d ms",
                    CONNECTIONS,
                    seen,
                    open,
                    seconds,
                    byKind(slow),
                    millis.size(),
                    share(millis, 0.5),
                    share(millis, 0.95),
                    share(millis, 1));
            assertThat(millis).hasSizeGreaterThan(200);
            assertThat(share(millis, 0.95)).isLessThan(2_000);
            assertThat(seen)
                    .as("the slow were really there; uploads and exports above their bound were sent away")
                    .isGreaterThan(CONNECTIONS / 2);
            assertThat(open).as("still open: %s", byKind(slow)).isZero();
        } finally {
            over.set(true);
            honest.shutdownNow();
            slow.forEach(Slow::close);
        }
    }

    /** Of twenty: six slow heads, six slow bodies, three slow readers of lists, three of pictures, and one of each file. */
    private static Kind kindOf(int number) {
        int turn = number % 20;
        return switch (turn) {
            case 18 -> Kind.UPLOAD;
            case 19 -> Kind.EXPORT;
            default -> turn < 12 ? Kind.values()[turn / 6] : turn < 15 ? Kind.LIST : Kind.PICTURE;
        };
    }

    /** What people do meanwhile; any answer but 200 ends the test. */
    private static List<Long> honestRequests(World.Stage stage, AtomicBoolean over) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; !over.get(); i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder()
                    .timeout(Duration.ofSeconds(10))
                    .header("Authorization", "Bearer " + stage.tokens.get("amina"));
            switch (i % 4) {
                case 0 -> request.uri(address("/"));
                case 1 -> request.uri(address("/api/programmes"));
                case 2 -> request.uri(address("/api/sites?limit=20"));
                default ->
                    request.uri(address("/api/waybills"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(waybill(stage)));
            }
            long begun = System.nanoTime();
            HttpRequest asked = request.build();
            HttpResponse<String> answer;
            try {
                answer = client.send(asked, HttpResponse.BodyHandlers.ofString());
            } catch (IOException lost) {
                throw new IOException("number " + i + ", " + asked.uri(), lost);
            }
            millis.add((System.nanoTime() - begun) / 1_000_000);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return millis;
    }

    private static String waybill(World.Stage stage) {
        UUID id = UUID.randomUUID();
        return """
                {"waybill": {"id": "%s", "programme": "%s", "leg": "%s", "number": "S-%s",
                             "consignor": "%s", "consignee": "%s", "carrier": "%s"},
                 "lines": [{"id": "%s", "key": "1", "commodity": "%s", "packages": 1, "kgPerPackage": 50, "netKg": 50}]}
                """.formatted(
                        id,
                        stage.programme,
                        stage.leg,
                        id,
                        stage.sender,
                        stage.receiver,
                        stage.carrier,
                        UUID.randomUUID(),
                        stage.rice);
    }

    private void aLongList() {
        for (int i = 0; i < 500; i++) {
            UUID id = UUID.randomUUID();
            sites.enter(
                    World.KEEPER,
                    new SiteEntry(
                            id,
                            "slow-" + id,
                            "A place with a long name ".repeat(7).strip(),
                            SiteEntry.Kind.FDP,
                            "Tavara",
                            "QM0102",
                            "Asheru",
                            10.5,
                            20.0,
                            250,
                            4_000,
                            null,
                            List.of()));
        }
    }

    private static String aLargePicture(World.Stage stage) {
        byte[] picture = new byte[8 << 20];
        picture[0] = (byte) 0xFF;
        picture[1] = (byte) 0xD8;
        picture[2] = (byte) 0xFF;
        String digest = Sha256.of(picture).toString();
        given().header("Authorization", "Bearer " + stage.tokens.get("M-07"))
                .contentType("image/jpeg")
                .body(picture)
                .put("/api/evidence/" + digest)
                .then()
                .statusCode(204);
        return digest;
    }

    private static URI address(String path) {
        return URI.create("http://localhost:" + RestAssured.port + path);
    }

    private static long share(List<Long> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    private static Map<Kind, Long> byKind(List<Slow> slow) {
        Map<Kind, Long> open = new EnumMap<>(Kind.class);
        slow.stream().filter(each -> each.open).forEach(each -> open.merge(each.kind, 1L, Long::sum));
        return open;
    }

    /** One connection that says or takes a byte every few seconds. */
    private static final class Slow {
        private final Kind kind;
        private final SocketChannel socket;
        private final ByteBuffer one = ByteBuffer.allocate(1);
        private boolean open = true;

        Slow(Kind kind, World.Stage stage, String picture) throws IOException {
            this.kind = kind;
            socket = SocketChannel.open();
            if (reads()) {
                socket.setOption(StandardSocketOptions.SO_RCVBUF, 1_024);
            }
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            String head = "Host: localhost\r\nAuthorization: Bearer "
                    + stage.tokens.get(kind == Kind.PICTURE ? "rosa" : "amina") + "\r\n";
            String begin = switch (kind) {
                case HEADER -> "GET /api/programmes HTTP/1.1\r\n" + head + "X-Slow: ";
                case BODY ->
                    "POST /api/waybills HTTP/1.1\r\n" + head
                            + "Content-Type: application/json\r\nContent-Length: 200000\r\n\r\n{";
                case LIST -> "GET /api/sites?limit=500 HTTP/1.1\r\n" + head + "\r\n";
                // Larger than what the two systems take in between.
                case PICTURE -> "GET /api/evidence/" + picture + " HTTP/1.1\r\n" + head + "\r\n";
                case UPLOAD ->
                    "POST /api/imports?programme=" + stage.code
                            + "&mapping=aidwitness-waybills HTTP/1.1\r\n"
                            + head + "Content-Type: text/csv\r\nContent-Length: 100000000\r\n\r\nw";
                case EXPORT -> "GET /api/export/sites.csv HTTP/1.1\r\n" + head + "\r\n";
            };
            socket.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
            socket.configureBlocking(false);
        }

        private boolean reads() {
            return kind == Kind.LIST || kind == Kind.PICTURE || kind == Kind.EXPORT;
        }

        /** Goes on in its way; false once the server has had enough. */
        boolean dawdles(boolean toTheEnd) {
            if (!open) {
                return false;
            }
            try {
                one.clear();
                if (!reads()) {
                    one.put((byte) 'x').flip();
                    socket.write(one);
                    one.clear();
                }
                if (reads() && toTheEnd) {
                    socket.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
                }
                int read = socket.read(one);
                if (reads() && toTheEnd) {
                    ByteBuffer rest = ByteBuffer.allocate(1 << 20);
                    while (read > 0) {
                        read = socket.read(rest.clear());
                    }
                }
                open = read >= 0;
            } catch (IOException reset) {
                open = false;
            }
            return open;
        }

        void close() {
            try {
                socket.close();
            } catch (IOException gone) {
                open = false;
            }
        }
    }
}
