package org.aidwitness.shipment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Stores the lines of a long list, thousands by one statement: of an import's rows most are lines, and a statement with
 * twenty thousand parameters costs the database more to understand than to carry out.
 */
@ApplicationScoped
class LineRows {

    private static final String INSERT = """
            insert into shipment_line
                   (id, waybill_id, key, commodity_id, description, lot_id, best_before, packages, package_unit,
                    kg_per_package, net_kg, included_in, value_usd, attributes, import_run_id, content_sha256)
            select r.id, r.waybill, r.key, r.commodity, r.description, r.lot, r."bestBefore", r.packages, r.unit,
                   r."kgPerPackage", r."netKg", r."includedIn", r."valueUsd", r.attributes, r.run, decode(r.content, 'hex')
              from jsonb_to_recordset(cast(:rows as jsonb)) as r
                   (id uuid, waybill uuid, key text, commodity uuid, description text, lot uuid, "bestBefore" date,
                    packages bigint, unit text, "kgPerPackage" numeric, "netKg" numeric, "includedIn" uuid,
                    "valueUsd" numeric, attributes jsonb, run uuid, content text)""";

    private record Row(
            UUID id,
            UUID waybill,
            String key,
            UUID commodity,
            @Nullable String description,
            @Nullable UUID lot,
            @Nullable LocalDate bestBefore,
            @Nullable Long packages,
            @Nullable String unit,
            @Nullable BigDecimal kgPerPackage,
            @Nullable BigDecimal netKg,
            @Nullable UUID includedIn,
            @Nullable BigDecimal valueUsd,
            @Nullable Map<String, String> attributes,
            @Nullable UUID run,
            String content) {

        static Row of(Line line) {
            return new Row(
                    line.id,
                    line.waybillId,
                    line.key,
                    line.commodityId,
                    line.description,
                    line.lotId,
                    line.bestBefore,
                    line.packages,
                    line.packageUnit,
                    line.kgPerPackage,
                    line.netKg,
                    line.includedIn,
                    line.valueUsd,
                    line.attributes,
                    line.importRunId,
                    HexFormat.of().formatHex(line.contentSha256));
        }
    }

    private final StatelessSession session;
    private final ObjectMapper mapper;

    LineRows(StatelessSession session, ObjectMapper mapper) {
        this.session = session;
        this.mapper = mapper;
    }

    /** In the caller's transaction; at most {@link ShipmentImports#MOST_ROWS}. */
    void insert(List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            session.createNativeMutationQuery(INSERT)
                    .setParameter(
                            "rows",
                            mapper.writeValueAsString(
                                    lines.stream().map(Row::of).toList()))
                    .executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
