package org.aidwitness.exchange.table;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aidwitness.exchange.table.Fields.Number;
import org.aidwitness.exchange.table.Fields.Text;
import org.aidwitness.exchange.table.Fields.Time;
import org.aidwitness.exchange.table.Moments.Moment;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.shipment.RegisterWaybill.Mode;
import org.jspecify.annotations.Nullable;

/** The waybill's fields. */
final class WaybillMapper {

    private final Text number;
    private final Mapping.@Nullable Route route;
    private final @Nullable Text consignment;
    private final @Nullable Text leg;
    private final @Nullable Text last;
    private final @Nullable PlaceMapper from;
    private final @Nullable PlaceMapper to;
    private final @Nullable PartyMapper consignor;
    private final @Nullable PartyMapper consignee;
    private final @Nullable PartyMapper carrier;
    private final @Nullable Text mode;
    private final @Nullable Text vehicle;
    private final @Nullable Text seals;
    private final @Nullable Time departure;
    private final @Nullable Time arrival;
    private final boolean firstDeparture;
    private final boolean firstArrival;
    private final Map<String, Optional<Moment>> departures = new HashMap<>();
    private final Map<String, Optional<Moment>> arrivals = new HashMap<>();

    WaybillMapper(Mapping.Waybill from, Fields fields, RowMapper rows) {
        this.number = fields.needed(from.number());
        this.route = from.route();
        this.consignment = route == null ? null : fields.needed(route.consignment());
        this.leg = route == null ? null : fields.text(route.leg());
        this.last = route == null ? null : fields.text(route.last());
        this.from = route == null ? null : rows.place(route.from());
        this.to = route == null ? null : rows.place(route.to());
        this.consignor = from.consignor() == null ? null : rows.party(from.consignor());
        this.consignee = from.consignee() == null ? null : rows.party(from.consignee());
        this.carrier = from.carrier() == null ? null : rows.party(from.carrier());
        this.mode = fields.text(from.mode());
        this.vehicle = fields.text(from.vehicle());
        this.seals = fields.text(from.seals());
        this.departure = fields.time(from.plannedDeparture());
        this.arrival = fields.time(from.plannedArrival());
        this.firstDeparture =
                from.plannedDeparture() != null && from.plannedDeparture().first();
        this.firstArrival =
                from.plannedArrival() != null && from.plannedArrival().first();
        rows.note("/number", number.column());
        rows.note("/consignor", consignor == null ? null : consignor.column());
        rows.note("/consignee", consignee == null ? null : consignee.column());
        rows.note("/vehicle", vehicle == null ? null : vehicle.column());
        rows.note("/seals", seals == null ? null : seals.column());
        rows.note("/plannedDeparture", departure == null ? null : departure.column());
        rows.note("/plannedArrival", arrival == null ? null : arrival.column());
        rows.note("/legs/to", this.to == null ? null : this.to.column());
    }

    Draft.Waybill read(Reading reading) {
        String numbered = number.need(reading);
        return new Draft.Waybill(
                numbered,
                route(reading),
                consignor == null ? null : consignor.need(reading),
                consignee == null ? null : consignee.need(reading),
                carrier == null ? null : carrier.read(reading),
                mode == null ? null : mode.one(reading, Mode.class),
                vehicle == null ? null : vehicle.read(reading),
                List.copyOf(Fields.split(seals == null ? null : seals.read(reading))),
                planned(reading, departure, firstDeparture ? departures : null, numbered),
                planned(reading, arrival, firstArrival ? arrivals : null, numbered));
    }

    private static @Nullable Moment planned(
            Reading reading, @Nullable Time field, @Nullable Map<String, Optional<Moment>> firsts, String number) {
        Moment told = field == null ? null : field.read(reading);
        if (field == null || firsts == null) {
            return told;
        }
        Optional<Moment> first = firsts.putIfAbsent(number, Optional.ofNullable(told));
        if (first == null) {
            return told;
        }
        if (!first.equals(Optional.ofNullable(told))) {
            reading.note(field.column() + ": not as on the waybill's first row, which decides");
        }
        return first.orElse(null);
    }

    private Draft.@Nullable Route route(Reading reading) {
        if (consignment == null || from == null || to == null) {
            return null;
        }
        Boolean isLast = last == null ? Boolean.TRUE : last.yesOrNo(reading);
        return new Draft.Route(
                consignment.need(reading),
                ordinal(reading),
                isLast == null || isLast,
                from.need(reading),
                to.need(reading));
    }

    private int ordinal(Reading reading) {
        String text = leg == null ? null : leg.read(reading);
        if (leg == null || text == null) {
            return 1;
        }
        BigDecimal ordinal = Number.parse(text, '.');
        if (ordinal == null
                || ordinal.scale() > 0
                || ordinal.compareTo(BigDecimal.ONE) < 0
                || ordinal.compareTo(BigDecimal.valueOf(50)) > 0) {
            reading.problem(leg.column(), Code.OUT_OF_RANGE, "A leg's ordinal is a whole number from 1 to 50.");
            return 1;
        }
        return ordinal.intValue();
    }
}
