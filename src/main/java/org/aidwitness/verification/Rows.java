package org.aidwitness.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * Many rows as one parameter: {@code jsonb_to_recordset} takes them apart again, so that a batch of any size is one
 * statement whose text never changes.
 */
final class Rows {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Rows() {}

    /**
     * Ids as the text of an array: made once for all questions of a batch, where the driver would write it anew for each.
     * Questions say {@code any (cast((select cast(:ids as uuid[])) as uuid[]))}, for what is not inside a select of its own
     * PostgreSQL reads again for every row that it compares.
     */
    static String ids(UUID[] ids) {
        StringJoiner text = new StringJoiner(",", "{", "}");
        for (UUID id : ids) {
            text.add(id.toString());
        }
        return text.toString();
    }

    static String json(List<? extends Record> rows) {
        try {
            return MAPPER.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
