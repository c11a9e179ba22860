package org.aidwitness.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;

/**
 * Refuses text that no database keeps and nobody types, in bodies and in addresses: the character NUL, and halves of
 * characters. Further in, they would be defects.
 */
@ApplicationScoped
class PlainText implements ObjectMapperCustomizer {

    /** Before anything is looked up. */
    private static final int EARLY = 950;

    private static final String UNKEPT = "This text contains a character that cannot be kept.";

    @Override
    public void customize(ObjectMapper mapper) {
        SimpleModule module = new SimpleModule("plain-text");
        module.addDeserializer(String.class, new Reader());
        module.addKeyDeserializer(String.class, new KeyReader());
        mapper.registerModule(module);
    }

    void register(@Observes Filters filters) {
        filters.register(PlainText::check, EARLY);
    }

    private static void check(RoutingContext context) {
        if (context.request().uri().contains("%00")) {
            EarlyAnswers.refuse(
                    context,
                    400,
                    "Bad Request",
                    new Problem.Reason("MALFORMED", null, "No address contains the character NUL."),
                    null);
        } else {
            context.next();
        }
    }

    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean pair = Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (character == 0 || Character.isSurrogate(character)) {
                return false;
            }
        }
        return true;
    }

    private static final class KeyReader extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return isPlain(key) ? key : context.handleWeirdKey(String.class, "", UNKEPT);
        }
    }

    private static final class Reader extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1;

        Reader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(json, context);
            if (text != null && !isPlain(text)) {
                return (String) context.handleWeirdStringValue(String.class, "", UNKEPT);
            }
            return text;
        }
    }
}
