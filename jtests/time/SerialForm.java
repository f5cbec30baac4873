// The serialized form of dates, times, zones, formats, calendars: the bytes, and what comes back.
import java.io.*;
import java.math.*;
import java.text.*;
import java.time.*;
import java.time.chrono.*;
import java.time.temporal.*;
import java.util.*;
import java.util.zip.CRC32;

public class SerialForm {
    static byte[] write(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    public static void main(String[] args) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.US);
        ZoneId vienna = ZoneId.of("Europe/Vienna");
        Calendar calendar = new GregorianCalendar(2024, 1, 29, 13, 5, 7);
        calendar.getTimeInMillis();
        Object[] values = {LocalDate.of(2024, 2, 29), LocalTime.of(1, 2, 3, 4), LocalTime.NOON, LocalDateTime.of(2024, 1, 2, 3, 4, 5), Instant.ofEpochSecond(5, 6), Duration.ofNanos(-5), Period.of(1, -2, 3), Year.of(-5), YearMonth.of(2024, 2), MonthDay.of(2, 29), ZoneOffset.ofHoursMinutesSeconds(1, 2, 3), ZoneOffset.UTC, vienna, OffsetTime.of(LocalTime.MIN, ZoneOffset.MAX),
            OffsetDateTime.of(2024, 1, 2, 3, 4, 5, 6, ZoneOffset.ofHours(-3)), ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, vienna), DayOfWeek.FRIDAY, Month.MAY, JapaneseDate.of(2024, 1, 2), HijrahDate.of(1445, 1, 2), MinguoDate.of(113, 1, 2), ThaiBuddhistDate.of(2567, 1, 2), JapaneseEra.REIWA, IsoChronology.INSTANCE.dateNow(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)), vienna.getRules(), vienna.getRules().nextTransition(Instant.EPOCH), WeekFields.of(Locale.US), ValueRange.of(1, 2, 3),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), ChronoUnit.DAYS, new Date(5), new java.sql.Timestamp(7), Locale.forLanguageTag("de-AT-u-co-phonebk"), Currency.getInstance("EUR"), new BigDecimal("1.50"), new BigInteger("-12345678901234567890"), new SimpleTimeZone(3600000, "Own"), ChronoPeriodOf.period(), UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), new BitSet(70), Optional.class, OptionalOf.array()};
        for (Object value : values) {
            byte[] bytes = write(value);
            Object back = new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
            CRC32 crc = new CRC32();
            crc.update(bytes);
            boolean equal = value instanceof int[] one ? Arrays.equals(one, (int[]) back) : value.equals(back);
            System.out.println(value.getClass().getSimpleName() + " " + bytes.length + " " + Long.toHexString(crc.getValue()) + " " + equal);
        }
        // Whose bytes depend on tables of the locale: only what comes back.
        for (Object value : new Object[] {calendar, new DecimalFormat("#,##0.0", DecimalFormatSymbols.getInstance(Locale.GERMANY)), new SimpleDateFormat("yyyy-MM-dd", Locale.FRANCE), new MessageFormat("{0} {1,number}", Locale.US), new ChoiceFormat("0#a|1#b"), DateFormatSymbols.getInstance(Locale.US), TimeZone.getTimeZone("Europe/Vienna")}) {
            Object back = new ObjectInputStream(new ByteArrayInputStream(write(value))).readObject();
            System.out.println(value.getClass().getSimpleName() + " " + value.equals(back) + " " + (value.hashCode() == back.hashCode()));
        }
        for (Class<?> type : new Class<?>[] {LocalDate.class, ZonedDateTime.class, Duration.class, HijrahDate.class, Locale.class, GregorianCalendar.class, DecimalFormat.class, SimpleDateFormat.class, Currency.class, java.time.zone.ZoneRules.class, WeekFields.class}) {
            ObjectStreamClass stream = ObjectStreamClass.lookup(type);
            System.out.println(stream.getName() + " " + stream.getSerialVersionUID() + " " + stream.getFields().length);
        }
        byte[] bad = write(LocalDate.of(2024, 2, 29));
        for (int at = bad.length - 6; at < bad.length; at++) {
            byte[] changed = bad.clone();
            changed[at] = 77;
            try {
                System.out.println(new ObjectInputStream(new ByteArrayInputStream(changed)).readObject());
            } catch (Exception e) {
                System.out.println(e);
            }
        }
    }

    static class ChronoPeriodOf {
        static Object period() {
            return ThaiBuddhistChronology.INSTANCE.period(1, 2, 3);
        }
    }

    static class OptionalOf {
        static Object array() {
            return new int[] {1, 2, 3};
        }
    }
}
