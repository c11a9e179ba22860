package org.aidwitness.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 byte by byte, for requests that no decent client would send. Connections are kept while the server does. */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    /**
     * @param status 0 where the server ended the connection without a word
     */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    public RawConnection(int port) {
        this.port = port;
    }

    public Answer send(byte[] request, boolean head) throws IOException {
        boolean reused = socket != null;
        try {
            return exchange(request, head);
        } catch (IOException e) {
            close();
            if (!reused) {
                return new Answer(0, Map.of(), new byte[0]);
            }
        }
        // The server may end a connection it has kept at any time between two requests.
        try {
            return exchange(request, head);
        } catch (IOException e) {
            close();
            return new Answer(0, Map.of(), new byte[0]);
        }
    }

    private Answer exchange(byte[] request, boolean head) throws IOException {
        if (socket == null) {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        Socket open = Objects.requireNonNull(socket);
        try {
            open.getOutputStream().write(request);
            open.getOutputStream().flush();
        } catch (IOException refusedInTheMiddle) {
            // The answer may have come before the end of the question.
        }
        Answer answer = read(Objects.requireNonNull(in), head);
        if (answer.header("connection").equalsIgnoreCase("close")) {
            close();
        }
        return answer;
    }

    private static Answer read(InputStream in, boolean head) throws IOException {
        while (true) {
            String[] first = line(in).split(" ", 3);
            int status = Integer.parseInt(first[1]);
            Map<String, String> headers = new HashMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            if (status >= 200) {
                boolean bare = head || status == 204 || status == 304;
                return new Answer(status, headers, bare ? new byte[0] : body(in, headers));
            }
        }
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            while (true) {
                int size = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
                all.write(in.readNBytes(size));
                line(in);
                if (size == 0) {
                    return all.toByteArray();
                }
            }
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // Closed is closed.
            }
        }
    }
}
