// Arithmetic of dates and times: units, adjusters, periods, durations, limits, comparisons, conversions, clocks.
import java.time.*;
import java.time.chrono.*;
import java.time.temporal.*;
import java.util.*;

public class Arithmetic {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        LocalDateTime from = LocalDateTime.of(2023, 11, 30, 22, 15, 30, 500), to = LocalDateTime.of(2024, 3, 1, 1, 0);
        for (ChronoUnit unit : ChronoUnit.values()) {
            attempt(unit.toString(), () -> unit.between(from, to) + " " + from.plus(3, unit) + " " + to.minus(1, unit) + " " + unit.getDuration() + " " + unit.isDateBased() + unit.isDurationEstimated());
            attempt(unit + " truncated", () -> from.truncatedTo(unit));
        }
        for (ChronoField field : ChronoField.values()) {
            attempt(field.toString(), () -> from.getLong(field) + " " + from.range(field) + " " + from.with(field, 1) + " " + field.getBaseUnit() + " " + field.getRangeUnit());
            attempt(field + " out of range", () -> from.with(field, field.range().getMaximum() == Long.MAX_VALUE ? Long.MIN_VALUE : field.range().getMaximum() + 1));
        }
        for (TemporalField field : new TemporalField[] {IsoFields.WEEK_OF_WEEK_BASED_YEAR, IsoFields.QUARTER_OF_YEAR, IsoFields.DAY_OF_QUARTER, IsoFields.WEEK_BASED_YEAR, JulianFields.JULIAN_DAY, JulianFields.RATA_DIE, WeekFields.of(Locale.US).weekOfYear(), WeekFields.ISO.dayOfWeek(), WeekFields.of(DayOfWeek.SATURDAY, 3).weekOfMonth()}) {
            attempt(field.toString(), () -> from.get(field) + " " + from.range(field) + " " + from.with(field, 2));
        }
        LocalDate date = LocalDate.of(2024, 2, 29);
        for (TemporalAdjuster adjuster : new TemporalAdjuster[] {TemporalAdjusters.firstDayOfMonth(), TemporalAdjusters.lastDayOfYear(), TemporalAdjusters.next(DayOfWeek.MONDAY), TemporalAdjusters.previousOrSame(DayOfWeek.THURSDAY), TemporalAdjusters.dayOfWeekInMonth(5, DayOfWeek.THURSDAY), TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY), Month.JULY, DayOfWeek.SUNDAY, Year.of(2023), MonthDay.of(1, 31), YearMonth.of(2021, 2)}) {
            System.out.print(date.with(adjuster) + " ");
        }
        System.out.println();
        System.out.println(date.plusYears(1) + " " + date.plusMonths(12) + " " + date.minusYears(4) + " " + date.withDayOfYear(366) + " " + date.isLeapYear() + " " + date.datesUntil(date.plusDays(3)).toList() + " " + Period.between(date, LocalDate.of(2026, 1, 1)) + " " + date.until(LocalDate.of(2000, 1, 1)));
        attempt("29 February", () -> date.withYear(2023).toString() + LocalDate.of(2023, 2, 29));
        attempt("day of year", () -> LocalDate.ofYearDay(2023, 366));
        attempt("month", () -> LocalDate.of(2023, 13, 1));
        attempt("limits", () -> LocalDate.MAX.plusDays(1));
        attempt("limits of years", () -> LocalDate.MIN.minusYears(1));
        attempt("limits of instants", () -> Instant.MAX.plusNanos(1));
        attempt("overflow", () -> Instant.MIN.toEpochMilli());
        attempt("epoch day", () -> LocalDate.ofEpochDay(Long.MAX_VALUE));
        attempt("from", () -> LocalDate.from(LocalTime.NOON));
        attempt("unit", () -> LocalTime.NOON.plus(1, ChronoUnit.DAYS));
        attempt("instant unit", () -> Instant.EPOCH.plus(1, ChronoUnit.MONTHS));
        System.out.println(Instant.ofEpochSecond(-1, -1) + " " + Instant.parse("2024-02-29T23:59:60Z".replace(":60", ":59")).plusMillis(1500) + " " + Instant.EPOCH.minusNanos(1).getNano() + " " + Instant.MAX + " " + Instant.MIN.getEpochSecond() + " " + Instant.parse("-000001-01-01T00:00:00Z").toEpochMilli());
        for (String text : new String[] {"PT1H30M", "P2DT-3H", "-PT0.5S", "PT-0.000000001S", "P1D", "PT36H", "P", "PT", "1H", "P1M", "PT1.1234567891S", "PT9223372036854775807S", "PT9223372036854775808S"}) {
            attempt(text, () -> Duration.parse(text) + " " + Duration.parse(text).toHoursPart() + " " + Duration.parse(text).negated());
        }
        for (String text : new String[] {"P1Y2M3D", "P3W", "-P1Y-2M", "P-5D", "P", "P1.5Y", "PT1H", "P2147483648D"}) {
            attempt(text, () -> Period.parse(text) + " " + Period.parse(text).normalized() + " " + Period.parse(text).toTotalMonths());
        }
        Duration duration = Duration.ofDays(3).plusHours(5).minusNanos(1);
        System.out.println(duration + " " + duration.toMillis() + " " + duration.dividedBy(7) + " " + duration.multipliedBy(-2) + " " + duration.toDaysPart() + ":" + duration.toMinutesPart() + " " + duration.truncatedTo(ChronoUnit.HOURS) + " " + duration.dividedBy(Duration.ofMinutes(7)) + " " + duration.compareTo(Duration.ZERO) + " " + duration.abs().equals(duration) + " " + Duration.between(from, to));
        attempt("too long", () -> Duration.ofSeconds(Long.MAX_VALUE).plusSeconds(1));
        attempt("nanos", () -> Duration.ofDays(200_000).toNanos());
        attempt("by zero", () -> duration.dividedBy(0));
        attempt("estimated", () -> Duration.of(1, ChronoUnit.MONTHS));
        // Small types.
        System.out.println(Year.of(-5) + " " + Year.parse("+12345") + " " + Year.isLeap(1900) + " " + YearMonth.of(2024, 2).atEndOfMonth() + " " + YearMonth.parse("2024-11").plusMonths(3) + " " + MonthDay.parse("--02-29").atYear(2023) + " " + MonthDay.of(2, 29).isValidYear(2023) + " " + Month.JANUARY.minus(1) + " " + DayOfWeek.MONDAY.plus(-8) + " " + Month.of(9).firstDayOfYear(true) + " " + OffsetTime.of(LocalTime.MAX, ZoneOffset.MIN) + " " + LocalTime.MIDNIGHT.minusNanos(1));
        attempt("Month", () -> Month.of(0));
        attempt("MonthDay", () -> MonthDay.of(4, 31));
        attempt("ZoneOffset", () -> ZoneOffset.ofHours(19));
        attempt("ZoneOffset text", () -> ZoneOffset.of("+5:30"));
        attempt("ZoneOffset signs", () -> ZoneOffset.ofHoursMinutes(-3, 30));
        System.out.println(ZoneOffset.of("+05:30:15").getTotalSeconds() + " " + ZoneOffset.of("-3") + " " + ZoneOffset.UTC + " " + ZoneOffset.ofTotalSeconds(3661).getId() + " " + new TreeSet<>(List.of(ZoneOffset.MAX, ZoneOffset.UTC, ZoneOffset.MIN)));
        OffsetDateTime offset = OffsetDateTime.of(from, ZoneOffset.ofHours(2));
        System.out.println(offset + " " + offset.withOffsetSameInstant(ZoneOffset.ofHours(-8)) + " " + offset.toInstant() + " " + offset.compareTo(offset.withOffsetSameInstant(ZoneOffset.UTC)) + " " + offset.isEqual(offset.withOffsetSameInstant(ZoneOffset.UTC)) + " " + offset.toEpochSecond());
        // Clocks.
        Clock fixed = Clock.fixed(Instant.parse("2020-01-01T00:00:00.123456789Z"), ZoneId.of("Asia/Kolkata"));
        System.out.println(LocalDateTime.now(fixed) + " " + LocalDate.now(Clock.offset(fixed, Duration.ofDays(-1))) + " " + Clock.tick(fixed, Duration.ofSeconds(7)).instant() + " " + fixed + " " + Clock.tickMillis(ZoneOffset.UTC) + " " + InstantSource.fixed(Instant.EPOCH).millis());
        System.out.println(Clock.systemUTC().instant().isAfter(Instant.parse("2023-01-01T00:00:00Z")) + " " + (Math.abs(Clock.systemUTC().millis() - System.currentTimeMillis()) < 10_000));
        attempt("tick", () -> Clock.tick(fixed, Duration.ofNanos(7)).instant());
        // From and to the old classes.
        System.out.println(Date.from(Instant.EPOCH).toInstant() + " " + java.sql.Timestamp.valueOf(from).toLocalDateTime() + " " + GregorianCalendar.from(ZonedDateTime.of(from, ZoneId.of("UTC"))).toZonedDateTime() + " " + new java.sql.Date(0).toLocalDate() + " " + java.nio.file.attribute.FileTime.from(Instant.EPOCH));
        attempt("date", () -> Date.from(Instant.MAX));
        attempt("sql", () -> new java.sql.Date(0).toInstant());
    }
}
