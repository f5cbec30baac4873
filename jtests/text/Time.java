// java.time: dates, times, zones, durations, parsing, formatting, arithmetic, errors.
import java.time.*;
import java.time.chrono.*;
import java.time.format.*;
import java.time.temporal.*;
import java.util.*;

public class Time {
    interface Act { Object run(); }

    static void run(Act a) {
        try {
            System.out.println(a.run());
        } catch (RuntimeException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        LocalDate d = LocalDate.of(2024, 2, 29);
        LocalDateTime t = d.atTime(23, 59, 59, 123456789);
        run(() -> d.plusYears(1) + " " + d.minusMonths(1) + " " + d.plusDays(1) + " " + d.getDayOfWeek() + " " + d.getDayOfYear() + " " + d.isLeapYear() + " " + d.lengthOfMonth() + " " + d.toEpochDay());
        run(() -> t.plusNanos(876543211) + " " + t.truncatedTo(ChronoUnit.HOURS) + " " + t.toLocalTime().toSecondOfDay() + " " + t.with(TemporalAdjusters.firstDayOfNextMonth()));
        run(() -> ChronoUnit.DAYS.between(LocalDate.of(1970, 1, 1), d) + " " + Period.between(LocalDate.of(2000, 5, 31), d) + " " + d.until(LocalDate.of(2025, 1, 1), ChronoUnit.WEEKS));
        run(() -> Duration.ofSeconds(3661, 5000000).toString() + Duration.parse("PT8H6M12.345S").toMillis() + " " + Duration.ofDays(-1).plusMinutes(5) + Duration.between(t, t.plusHours(30)) + Period.parse("P1Y2M3D").normalized());
        run(() -> Instant.ofEpochSecond(1_000_000_000) + " " + Instant.parse("2020-01-01T00:00:00Z").toEpochMilli() + " " + Instant.EPOCH.plus(1, ChronoUnit.HALF_DAYS) + Instant.MIN);
        ZonedDateTime z = ZonedDateTime.of(LocalDateTime.of(2021, 3, 28, 2, 30), ZoneId.of("Europe/Berlin"));
        run(() -> z + " " + z.plusHours(1) + " " + z.withZoneSameInstant(ZoneId.of("America/New_York")) + " " + z.toOffsetDateTime() + " " + ZoneId.of("Europe/Berlin").getRules().isDaylightSavings(z.toInstant()));
        run(() -> LocalDateTime.of(2021, 10, 31, 2, 30).atZone(ZoneId.of("Europe/Berlin")).plusHours(1));
        run(() -> OffsetDateTime.parse("2021-01-01T10:00:00+05:30").toInstant() + " " + ZoneOffset.ofHoursMinutes(-3, -30));
        run(() -> DateTimeFormatter.ISO_WEEK_DATE.format(d) + " " + DateTimeFormatter.BASIC_ISO_DATE.format(d) + " " + DateTimeFormatter.RFC_1123_DATE_TIME.format(z));
        run(() -> DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu HH:mm:ss.SSS a", Locale.ENGLISH).format(t) + " " + DateTimeFormatter.ofPattern("EEE d. MMM yy", Locale.GERMAN).format(t));
        run(() -> LocalDate.parse("05/03/2021", DateTimeFormatter.ofPattern("dd/MM/yyyy")) + " " + LocalTime.parse("07:08") + " " + Year.parse("2020").isLeap() + YearMonth.of(2021, 2).atEndOfMonth() + MonthDay.of(2, 29));
        run(() -> LocalDate.of(2021, 2, 29));
        run(() -> LocalDate.of(2021, 13, 1));
        run(() -> LocalDate.parse("2021-1-1"));
        run(() -> LocalTime.of(25, 0));
        run(() -> Duration.parse("xyz"));
        run(() -> ZoneId.of("Nowhere/City"));
        run(() -> d.get(ChronoField.HOUR_OF_DAY));
        run(() -> LocalDate.MAX.plusDays(1));
        run(() -> JapaneseDate.from(d) + " " + MinguoDate.from(d) + " " + ThaiBuddhistDate.from(d) + " " + HijrahDate.from(d) + " " + IsoChronology.INSTANCE.isLeapYear(1900));
        run(() -> Clock.fixed(Instant.EPOCH, ZoneOffset.UTC).instant() + " " + DayOfWeek.MONDAY.plus(10) + Month.JANUARY.minus(1) + " " + DayOfWeek.FRIDAY.getDisplayName(TextStyle.SHORT, Locale.FRENCH));
        run(() -> WeekFields.of(Locale.US).getFirstDayOfWeek() + " " + d.get(WeekFields.ISO.weekOfWeekBasedYear()) + " " + d.query(TemporalQueries.precision()) + d.range(ChronoField.DAY_OF_MONTH));
        @SuppressWarnings("deprecation") Date old = new Date(121, 0, 15, 10, 30);
        run(() -> old.toString() + old.getTime() + " " + new java.text.SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSXXX zzz EEE", Locale.US).format(old));
        GregorianCalendar g = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.US);
        g.setTimeInMillis(0);
        g.add(Calendar.MONTH, -1);
        run(() -> g.get(Calendar.YEAR) + " " + g.get(Calendar.WEEK_OF_YEAR) + " " + g.getActualMaximum(Calendar.DAY_OF_MONTH) + " " + g.toInstant());
        run(() -> TimeZone.getDefault().getID() + " " + ZoneId.systemDefault() + " " + Locale.getDefault());
    }
}
