// Zones: gaps and overlaps, transitions, rules, names, resolution of local times, unknown zones, the old TimeZone.
import java.time.*;
import java.time.format.TextStyle;
import java.time.zone.*;
import java.util.*;

public class ZoneRules1 {
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

    public static void main(String[] args) {
        for (String id : new String[] {"Europe/Vienna", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo", "Asia/Tehran", "UTC", "GMT+5", "UT-03:30", "EST5EDT", "Z", "+01:00", "Antarctica/Troll"}) {
            attempt(id, () -> {
                ZoneId zone = ZoneId.of(id);
                ZoneRules rules = zone.getRules();
                Instant instant = Instant.parse("2021-07-01T00:00:00Z");
                StringBuilder text = new StringBuilder(zone + " " + zone.normalized() + " " + rules.getOffset(instant) + " " + rules.getStandardOffset(instant) + " " + rules.getDaylightSavings(instant) + " " + rules.isDaylightSavings(instant) + " " + rules.isFixedOffset() + " " + rules.getTransitions().size() + " " + rules.getTransitionRules().size());
                ZoneOffsetTransition next = rules.nextTransition(instant);
                for (int i = 0; i < 2 && next != null; i++) {
                    text.append(" ").append(next).append(next.isGap()).append(next.getDuration());
                    next = rules.nextTransition(next.getInstant());
                }
                return text.append(" ").append(rules.previousTransition(Instant.parse("1950-01-01T00:00:00Z")));
            });
        }
        ZoneId vienna = ZoneId.of("Europe/Vienna");
        LocalDateTime gap = LocalDateTime.of(2024, 3, 31, 2, 30), overlap = LocalDateTime.of(2024, 10, 27, 2, 30);
        ZonedDateTime early = overlap.atZone(vienna), late = early.withLaterOffsetAtOverlap();
        System.out.println(gap.atZone(vienna) + " " + vienna.getRules().getValidOffsets(gap) + vienna.getRules().getValidOffsets(overlap) + vienna.getRules().getTransition(gap) + vienna.getRules().getTransition(overlap));
        System.out.println(early + " " + late + " " + Duration.between(early, late) + " " + early.plusHours(1) + " " + early.plusDays(1) + " " + late.withEarlierOffsetAtOverlap().equals(early) + " " + ZonedDateTime.ofLocal(overlap, vienna, ZoneOffset.ofHours(1)) + " " + gap.atZone(vienna).minusDays(1));
        System.out.println(early.withZoneSameInstant(ZoneId.of("Asia/Tokyo")) + " " + early.withZoneSameLocal(ZoneId.of("Asia/Tokyo")) + " " + early.withFixedOffsetZone() + " " + early.toOffsetDateTime() + " " + ZonedDateTime.parse("2024-10-27T02:30+01:00[Europe/Vienna]") + " " + ZonedDateTime.parse("2024-03-31T02:30+01:00[Europe/Vienna]"));
        attempt("strict", () -> ZonedDateTime.ofStrict(gap, ZoneOffset.ofHours(1), vienna));
        attempt("strict offset", () -> ZonedDateTime.ofStrict(overlap, ZoneOffset.ofHours(5), vienna));
        attempt("unknown", () -> ZoneId.of("Europe/Tea"));
        attempt("malformed", () -> ZoneId.of("Te a"));
        attempt("short", () -> ZoneId.of("PST"));
        attempt("short map", () -> ZoneId.of("PST", ZoneId.SHORT_IDS) + " " + ZoneId.SHORT_IDS.size());
        attempt("prefix", () -> ZoneId.ofOffset("TEA", ZoneOffset.UTC));
        attempt("offset", () -> ZoneId.of("UTC+25"));
        attempt("start of day", () -> LocalDate.of(2018, 11, 4).atStartOfDay(ZoneId.of("America/Sao_Paulo")));
        attempt("next", () -> ZoneOffset.UTC.getRules().nextTransition(Instant.EPOCH));
        ZoneOffsetTransitionRule rule = ZoneOffsetTransitionRule.of(Month.MARCH, -1, DayOfWeek.SUNDAY, LocalTime.of(1, 0), false, ZoneOffsetTransitionRule.TimeDefinition.UTC, ZoneOffset.ofHours(1), ZoneOffset.ofHours(1), ZoneOffset.ofHours(2));
        System.out.println(rule + " " + rule.createTransition(2040) + " " + ZoneRules.of(ZoneOffset.UTC, ZoneOffset.UTC, List.of(), List.of(), List.of()).equals(ZoneRules.of(ZoneOffset.UTC)));
        attempt("provider", () -> ZoneRulesProvider.getVersions("Europe/Vienna").size() + " " + ZoneRulesProvider.getRules("Europe/Vienna", false).equals(vienna.getRules()) + " " + ZoneRulesProvider.refresh());
        for (String tag : new String[] {"en", "de", "fr", "ja"}) {
            Locale locale = Locale.forLanguageTag(tag);
            System.out.println(tag + " " + vienna.getDisplayName(TextStyle.FULL, locale) + " " + vienna.getDisplayName(TextStyle.SHORT, locale) + " " + ZoneId.of("America/Los_Angeles").getDisplayName(TextStyle.NARROW, locale) + " " + TimeZone.getTimeZone("Asia/Kolkata").getDisplayName(true, TimeZone.LONG, locale) + " " + TimeZone.getTimeZone("GMT+3").getDisplayName(locale));
        }
        // All regions: a sum over their transitions.
        long sum = 0;
        int count = 0;
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneRules rules = ZoneId.of(id).getRules();
            count++;
            for (ZoneOffsetTransition transition : rules.getTransitions()) {
                sum = sum * 31 + transition.toEpochSecond() + transition.getOffsetAfter().getTotalSeconds();
            }
            sum = sum * 31 + rules.getOffset(Instant.parse("2050-07-01T00:00:00Z")).getTotalSeconds();
        }
        System.out.println(count + " " + sum);
        // The old classes.
        for (String id : new String[] {"Europe/Vienna", "GMT-08:30", "GMT+25", "Nowhere", "MET", "SystemV/EST5"}) {
            TimeZone zone = TimeZone.getTimeZone(id);
            System.out.println(zone.getID() + " " + zone.getRawOffset() + " " + zone.getOffset(1_700_000_000_000L) + " " + zone.getDSTSavings() + " " + zone.useDaylightTime() + " " + zone.observesDaylightTime() + " " + zone.inDaylightTime(new Date(1_690_000_000_000L)) + " " + zone.toZoneId() + " " + zone.hasSameRules(TimeZone.getTimeZone("Europe/Berlin")));
        }
        SimpleTimeZone simple = new SimpleTimeZone(3_600_000, "Own", Calendar.MARCH, -1, Calendar.SUNDAY, 7_200_000, Calendar.OCTOBER, -1, Calendar.SUNDAY, 10_800_000);
        System.out.println(simple.getOffset(1_690_000_000_000L) + " " + simple.inDaylightTime(new Date(0)) + " " + simple.getDisplayName(Locale.US));
        attempt("simple", () -> new SimpleTimeZone(0, "x", 15, 1, 1, 0, 1, 1, 1, 0));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        System.out.println(ZoneId.systemDefault() + " " + new Date(0) + " " + new GregorianCalendar(2000, 0, 1).getTimeInMillis() + " " + TimeZone.getDefault().getID());
        TimeZone.setDefault(null);
        System.out.println(TimeZone.getDefault().getID() + " " + TimeZone.getAvailableIDs(3_600_000).length);
        // Calendars.
        for (Calendar calendar : new Calendar[] {new GregorianCalendar(1582, Calendar.OCTOBER, 4), new GregorianCalendar(2024, Calendar.JANUARY, 31), Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.forLanguageTag("th-TH-u-ca-buddhist")), Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.forLanguageTag("ja-JP-u-ca-japanese"))}) {
            if (!(calendar instanceof GregorianCalendar)) {
                calendar.setTimeInMillis(1_700_000_000_000L);
            }
            StringBuilder text = new StringBuilder(calendar.getCalendarType() + " ");
            calendar.add(Calendar.DAY_OF_MONTH, 1);
            text.append(calendar.get(Calendar.YEAR)).append('-').append(calendar.get(Calendar.MONTH)).append('-').append(calendar.get(Calendar.DAY_OF_MONTH)).append(' ');
            calendar.roll(Calendar.MONTH, true);
            text.append(calendar.get(Calendar.MONTH)).append(' ').append(calendar.get(Calendar.WEEK_OF_YEAR)).append(' ').append(calendar.getActualMaximum(Calendar.DAY_OF_MONTH)).append(' ').append(calendar.getFirstDayOfWeek()).append(calendar.getDisplayName(Calendar.DAY_OF_WEEK, Calendar.LONG, Locale.US)).append(calendar.get(Calendar.ERA));
            System.out.println(text);
        }
        attempt("not lenient", () -> {
            Calendar calendar = new GregorianCalendar();
            calendar.setLenient(false);
            calendar.set(Calendar.MONTH, 15);
            return calendar.getTime();
        });
    }
}
