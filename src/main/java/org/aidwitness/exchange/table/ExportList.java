package org.aidwitness.exchange.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The lists that can be taken away as a file. The views' columns are the header; their order is a stable one. */
enum ExportList {
    DELIVERIES("select * from exchange_delivery", "waybill"),
    WAYBILLS("select * from exchange_waybill", "waybill"),
    LINES("select * from exchange_line", "waybill, line"),
    DECLARATIONS("select * from exchange_declaration", "waybill, happened_at, declaration, line"),
    ATTESTATIONS("select * from exchange_attestation", "waybill, happened_at, attestation, line"),
    CLEARANCES("select * from exchange_clearance", "waybill, decided_at"),
    FLAGS("select * from exchange_flag", "waybill, rule, raised_at"),
    ACCESS("select * from exchange_access", "place, valid_from, level"),
    HELD("select * from exchange_held", "waybill"),
    ORGANISATIONS("select * from exchange_organisation", "code"),
    SITES("select * from exchange_site", "code"),
    COMMODITIES("select * from exchange_commodity", "code");

    private final String select;
    private final String order;

    ExportList(String select, String order) {
        this.select = select;
        this.order = order;
    }

    static Optional<ExportList> named(String name) {
        return Arrays.stream(values())
                .filter(list -> list.fileName().equals(name))
                .findFirst();
    }

    /** Lists of the registry belong to no programme. */
    boolean ofProgramme() {
        return switch (this) {
            case ACCESS, ORGANISATIONS, SITES, COMMODITIES -> false;
            case DELIVERIES, WAYBILLS, LINES, DECLARATIONS, ATTESTATIONS, CLEARANCES, FLAGS, HELD -> true;
        };
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One parameter, the programme, where the list belongs to one. */
    String sql() {
        return select + (ofProgramme() ? " where programme_id = ?" : "") + " order by " + order;
    }
}
