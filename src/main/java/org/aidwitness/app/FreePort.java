package org.aidwitness.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds ports nobody listens on. */
final class FreePort {
    private static final int TRIES = 100;
    private static final int LARGEST_PORT = 65535;

    private FreePort() {}

    /** Whether one could listen on this port now; never for port 0. */
    static boolean is(String host, int port) {
        if (port == 0) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The first free port from this one on, within a hundred; empty when all are taken. */
    static OptionalInt from(String host, int port) {
        return IntStream.range(port, Math.min(port + TRIES, LARGEST_PORT + 1))
                .filter(candidate -> is(host, candidate))
                .findFirst();
    }
}
