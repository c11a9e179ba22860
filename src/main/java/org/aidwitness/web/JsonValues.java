package org.aidwitness.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Sha256;

/** How the kernel's values look in JSON: weights as numbers of kilograms, digests as hex. Duplicate keys are refused. */
@Singleton
class JsonValues implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        SimpleModule kernel = new SimpleModule("kernel");
        kernel.addSerializer(new StdSerializer<>(Kilograms.class) {
            @Override
            public void serialize(Kilograms value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeNumber(value.toBigDecimal());
            }
        });
        kernel.addDeserializer(Kilograms.class, new StdDeserializer<>(Kilograms.class) {
            @Override
            public Kilograms deserialize(JsonParser json, DeserializationContext context) throws IOException {
                BigDecimal number = json.getDecimalValue();
                try {
                    return Kilograms.of(number);
                } catch (IllegalArgumentException e) {
                    return (Kilograms) context.handleWeirdNumberValue(Kilograms.class, number, e.getMessage());
                }
            }
        });
        kernel.addSerializer(new StdSerializer<>(Sha256.class) {
            @Override
            public void serialize(Sha256 value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(value.toString());
            }
        });
        mapper.registerModule(kernel);
    }
}
