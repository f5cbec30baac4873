// Time zones: offsets and rules of all regions, names in several languages, calendars, the environment's TZ.
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeSet;

public class Zones {
    static final Locale[] LOCALES = {Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.JAPAN, Locale.CHINA, new Locale("ar", "EG"),
        new Locale("hi", "IN"), new Locale("th", "TH"), new Locale("ru"), Locale.ROOT};

    static void rules() {
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneRules rules = ZoneId.of(id).getRules();
            long hash = rules.getTransitions().size();
            for (long second = -3_000_000_000L; second < 4_000_000_000L; second += 200_000_003) {
                hash = hash * 31 + rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
            }
            System.out.print(id + " " + hash + " " + rules.getTransitionRules().size() + ";");
        }
        System.out.println();
        int offsets = 0;
        for (String id : TimeZone.getAvailableIDs()) {
            offsets = offsets * 31 + TimeZone.getTimeZone(id).getOffset(1_600_000_000_000L) + TimeZone.getTimeZone(id).getDSTSavings();
        }
        System.out.println(TimeZone.getAvailableIDs().length + " " + offsets + " " + TimeZone.getTimeZone("nonsense").getID() + " "
                + TimeZone.getTimeZone("GMT+5:30").getRawOffset());
    }

    static void formats() {
        ZonedDateTime time = ZonedDateTime.of(LocalDateTime.of(2024, 2, 29, 23, 5, 9, 123_456_789), ZoneId.of("America/New_York"));
        Date date = Date.from(time.toInstant());
        for (Locale locale : LOCALES) {
            for (FormatStyle style : FormatStyle.values()) {
                System.out.println(locale + " " + DateTimeFormatter.ofLocalizedDateTime(style).withLocale(locale).format(time));
            }
            System.out.println(DateTimeFormatter.ofPattern("EEEE d MMMM uuuu G, QQQ, 'week' w, h:mm a B zzzz VV xxx", locale).format(time));
            SimpleDateFormat format = new SimpleDateFormat("EEE, d MMM yyyy HH:mm:ss Z zzzz", locale);
            format.setTimeZone(TimeZone.getTimeZone("Asia/Tokyo"));
            System.out.println(format.format(date) + " " + Calendar.getInstance(locale).getFirstDayOfWeek() + " "
                    + TimeZone.getTimeZone("Europe/Berlin").getDisplayName(true, TimeZone.LONG, locale) + " "
                    + ZoneId.of("Asia/Kolkata").getDisplayName(TextStyle.FULL, locale));
        }
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Europe/Berlin"), Locale.GERMANY);
        calendar.setTimeInMillis(1_711_846_800_000L);
        for (int i = 0; i < 5; i++) {
            calendar.add(Calendar.MINUTE, 45);
            System.out.print(calendar.get(Calendar.HOUR_OF_DAY) + ":" + calendar.get(Calendar.MINUTE) + " " + calendar.get(Calendar.DST_OFFSET) + ";");
        }
        calendar.roll(Calendar.MONTH, -1);
        System.out.println(calendar.getTime().getTime() + " " + calendar.getActualMaximum(Calendar.WEEK_OF_YEAR));
    }

    static void environment() throws Exception {
        for (String zone : new String[] {"Europe/Paris", ":Asia/Tokyo", "UTC", "", "EST5EDT", "nonsense", "GMT+3", "<+0330>-3:30"}) {
            List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().get(), "-cp",
                    System.getProperty("java.class.path"), "Zones", "child"));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("TZ", zone);
            builder.environment().put("PEABERRY_JDK", System.getProperty("java.home"));
            Process process = builder.start();
            System.out.print(zone + " -> " + new String(process.getInputStream().readAllBytes()));
            process.waitFor();
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            System.out.println(TimeZone.getDefault().getID() + " " + ZoneId.systemDefault() + " " + new Date(0));
            return;
        }
        rules();
        formats();
        environment();
    }
}
