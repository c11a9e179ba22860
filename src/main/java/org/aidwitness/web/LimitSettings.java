package org.aidwitness.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one sender may ask for; docs/operations.md says what each limit is for. */
@ConfigMapping(prefix = "aidwitness.limits")
public interface LimitSettings {

    /** Calls that may change something, for each token, session or address. */
    Statements statements();

    /** Everything else, for each token, session or address. */
    Reads reads();

    /** Whole lists as files, for each token, session or address. */
    Exports exports();

    /** Signing in, first passwords and recovery, for each address. */
    SignIns signIns();

    /** Tables and pictures on their way in, at the same time. */
    Uploads uploads();

    /** Whole lists on their way out, at the same time. */
    Downloads downloads();

    /** What a connection owes the server. */
    Connections connections();

    /** A phone that comes back after days hands in everything at once, so the burst is large. */
    interface Statements {
        @WithDefault("500")
        long burst();

        @WithDefault("30")
        long refill();

        @WithDefault("1m")
        Duration every();
    }

    /** Many people may sit behind one address. */
    interface Reads {
        @WithDefault("2000")
        long burst();

        @WithDefault("1200")
        long refill();

        @WithDefault("1m")
        Duration every();
    }

    /** An export reads a whole list from the database. */
    interface Exports {
        @WithDefault("10")
        long burst();

        @WithDefault("10")
        long refill();

        @WithDefault("1h")
        Duration every();
    }

    /** Passwords are guarded for each account elsewhere; this slows down who tries many accounts. */
    interface SignIns {
        @WithDefault("30")
        long burst();

        @WithDefault("30")
        long refill();

        @WithDefault("5m")
        Duration every();
    }

    /** Each upload keeps a thread. */
    interface Uploads {
        @WithDefault("32")
        int atOnce();

        @WithDefault("4")
        int atOnceOfOne();
    }

    /** Each download keeps a thread and a connection to the database. */
    interface Downloads {
        @WithDefault("8")
        int atOnce();

        @WithDefault("2")
        int atOnceOfOne();
    }

    /** A client that is slower than this is cut off. */
    interface Connections {
        /** For a complete request head, and for the next one on the same connection. */
        @WithDefault("20s")
        Duration patience();

        /** Of a body on its way in or an answer on its way out, on average, once the patience is used up. */
        @WithDefault("512")
        long leastBytesPerSecond();
    }
}
