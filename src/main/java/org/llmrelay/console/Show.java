package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.Calendar;

/** Numbers, money and times as the visitor reads them; a dash where there is nothing. */
@Named
@RequestScoped
public class Show {
    private static final String NOTHING = "–";
    private static final int MICROS = 6;
    private static final int NANOS = 9;
    private static final int CENTS = 2;
    private static final int FINE = 4;
    private static final int PERCENT = 100;

    @Inject
    Visitor visitor;

    @Inject
    Words words;

    @Inject
    Calendar calendar;

    /** Micro-dollars as dollars: two digits; below a dollar four. */
    public String money(@Nullable Object micros) {
        if (!(micros instanceof Number number)) {
            return NOTHING;
        }
        BigDecimal dollars = BigDecimal.valueOf(number.longValue(), MICROS);
        boolean isSmall = dollars.signum() != 0 && dollars.abs().compareTo(BigDecimal.ONE) < 0;
        NumberFormat format = NumberFormat.getNumberInstance(visitor.getLocale());
        format.setMinimumFractionDigits(isSmall ? FINE : CENTS);
        format.setMaximumFractionDigits(isSmall ? FINE : CENTS);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return (dollars.signum() < 0 ? "-$" : "$") + format.format(dollars.abs());
    }

    /** Micro-dollars with all their digits. */
    public String exactMoney(@Nullable Object micros) {
        return micros instanceof Number number
                ? "$" + BigDecimal.valueOf(number.longValue(), MICROS).toPlainString()
                : NOTHING;
    }

    public String number(@Nullable Object value) {
        return value instanceof Number number
                ? NumberFormat.getNumberInstance(visitor.getLocale()).format(number)
                : NOTHING;
    }

    /** Three digits and a unit: 1.24M. */
    public String brief(@Nullable Object value) {
        return value instanceof Number number ? Figures.brief(number) : NOTHING;
    }

    /** How much more or less a number is than another: +12 %; empty where the other is nothing. */
    public String change(@Nullable Object now, @Nullable Object before) {
        if (!(now instanceof Number one) || !(before instanceof Number other) || other.doubleValue() == 0) {
            return "";
        }
        NumberFormat format = NumberFormat.getPercentInstance(visitor.getLocale());
        double share = one.doubleValue() / other.doubleValue() - 1;
        return (share < 0 ? "−" : "+") + format.format(Math.abs(share));
    }

    /** A share of a whole, as a percentage; a dash where the whole is nothing. */
    public String share(@Nullable Object part, @Nullable Object whole) {
        if (!(part instanceof Number some) || !(whole instanceof Number all) || all.doubleValue() == 0) {
            return NOTHING;
        }
        NumberFormat format = NumberFormat.getPercentInstance(visitor.getLocale());
        format.setMaximumFractionDigits(1);
        return format.format(some.doubleValue() / all.doubleValue());
    }

    /** A share of a whole, 0 to 100, for a bar. */
    public int percent(@Nullable Object part, @Nullable Object whole) {
        if (!(part instanceof Number some) || !(whole instanceof Number all) || all.doubleValue() <= 0) {
            return 0;
        }
        return (int) Math.round(Math.max(0, Math.min(1, some.doubleValue() / all.doubleValue())) * PERCENT);
    }

    /** A date and a time of day in the operator's zone. */
    public String time(@Nullable Object instant) {
        Instant time = instant(instant);
        return time == null
                ? NOTHING
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(visitor.getLocale())
                        .format(time.atZone(zone()));
    }

    public String day(@Nullable Object instant) {
        Instant time = instant(instant);
        return time == null
                ? NOTHING
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(visitor.getLocale())
                        .format(time.atZone(zone()));
    }

    /** How long ago, or how long until: "5 min ago", "in 2 h". */
    public String away(@Nullable Object instant) {
        Instant time = instant(instant);
        if (time == null) {
            return NOTHING;
        }
        Duration ago = Duration.between(time, calendar.now());
        return ago.isNegative() ? words.of("time.in", span(ago.negated())) : words.of("time.ago", span(ago));
    }

    /** The greatest unit of a span: "3 d". */
    public String span(Duration span) {
        if (span.toDays() > 1) {
            return words.of("time.days", span.toDays());
        }
        if (span.toHours() > 0) {
            return words.of("time.hours", span.toHours());
        }
        return span.toMinutes() > 0
                ? words.of("time.minutes", span.toMinutes())
                : words.of("time.seconds", span.toSeconds());
    }

    /** The last day of a span that ends before a time. */
    public String lastDay(@Nullable Object end) {
        Instant time = instant(end);
        return time == null ? NOTHING : day(time.minusMillis(1));
    }

    /** Pico-dollars for one token as dollars for a million. */
    public String perMillion(@Nullable Object picodollars) {
        return picodollars instanceof Number number ? dollars(BigDecimal.valueOf(number.longValue(), MICROS)) : NOTHING;
    }

    /** Pico-dollars for one search as dollars for a thousand. */
    public String perThousand(@Nullable Object picodollars) {
        return picodollars instanceof Number number ? dollars(BigDecimal.valueOf(number.longValue(), NANOS)) : NOTHING;
    }

    private static String dollars(BigDecimal amount) {
        BigDecimal shown = amount.stripTrailingZeros();
        return "$"
                + shown.setScale(Math.max(CENTS, shown.scale()), RoundingMode.UNNECESSARY)
                        .toPlainString();
    }

    public String millis(@Nullable Object value) {
        return value instanceof Number number ? words.of("time.millis", number.longValue()) : NOTHING;
    }

    /** Whose times are shown. */
    public ZoneId zone() {
        return calendar.zone();
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        return value instanceof String text && !text.isEmpty() ? Instant.parse(text) : null;
    }
}
