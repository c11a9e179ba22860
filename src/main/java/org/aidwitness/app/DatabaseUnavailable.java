package org.aidwitness.app;

import org.jspecify.annotations.Nullable;

/** The embedded database cannot be used; the message is one plain sentence that says what the operator can do. */
public final class DatabaseUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    DatabaseUnavailable(String message) {
        this(message, null);
    }

    DatabaseUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
