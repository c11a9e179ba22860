package org.aidwitness.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** A taken port is no obstacle, unless somebody asked for exactly that one. */
class PortTest {
    private static final int PACKAGED = 250;
    private static final int ENVIRONMENT = 300;

    @Test
    void the_next_free_port_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            OptionalInt other = Main.otherPort(config(port, PACKAGED), "quarkus.http");
            assertThat(other).isPresent();
            assertThat(other.getAsInt()).isBetween(port + 1, port + 99);
            assertThat(FreePort.is("127.0.0.1", other.getAsInt())).isTrue();
        }
    }

    @Test
    void the_users_own_choice_stands() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(Main.otherPort(config(taken.getLocalPort(), ENVIRONMENT), "quarkus.http"))
                    .isEmpty();
        }
    }

    @Test
    void a_free_port_stays() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        assertThat(Main.otherPort(config(port, PACKAGED), "quarkus.http")).isEmpty();
    }

    @Test
    void any_port_is_any_port() {
        assertThat(Main.otherPort(config(0, PACKAGED), "quarkus.http")).isEmpty();
    }

    private static Config config(int port, int rank) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of("quarkus.http.port", Integer.toString(port), "quarkus.http.host", "127.0.0.1"),
                        "test",
                        rank))
                .build();
    }
}
