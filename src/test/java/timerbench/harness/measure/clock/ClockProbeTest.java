package timerbench.harness.measure.clock;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;

class ClockProbeTest {
    private static TargetHttp.Answer inMicros(Instant time) {
        return now(time.truncatedTo(MICROS));
    }

    private static TargetHttp.Answer inMillis(Instant time) {
        return now(time.truncatedTo(MILLIS));
    }

    private static TargetHttp.Answer inSeconds(Instant time) {
        return date(time.truncatedTo(SECONDS));
    }

    private static TargetHttp.Answer now(Instant shown) {
        return new TargetHttp.Answer(200, Optional.empty(), "{\"status\":\"live\",\"now\":\"" + shown + "\"}");
    }

    private static TargetHttp.Answer date(Instant shown) {
        String header = DateTimeFormatter.RFC_1123_DATE_TIME.format(shown.atOffset(ZoneOffset.UTC));
        return new TargetHttp.Answer(404, Optional.of(header), "<html>not here</html>");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 250_000, -250_000, 86_400_000_000L})
    void aKnownOffsetLiesWithinTheBound(long micros) {
        Duration ahead = Duration.of(micros, MICROS);
        ClockOffset offset = new ScriptedTarget(ClockProbeTest::inMicros)
                .ahead(ahead)
                .offset()
                .orElseThrow();
        assertThat(offset).isEqualTo(new ClockOffset(micros - 201, micros + 201, ClockOffset.Source.NOW, 40, true));
        assertThat(offset.uncertaintyMicros(micros))
                .as("half of the interval, however far off the clock is")
                .isEqualTo(201);
    }

    @Test
    void anOffsetOfLessThanAMicrosecondIsWithinTheBoundToo() {
        for (int nanos = 0; nanos < 1_000; nanos += 50) {
            ScriptedTarget target = new ScriptedTarget(ClockProbeTest::inMicros).delays(Duration.ZERO, Duration.ZERO);
            target.step(Duration.ofNanos(nanos));
            ClockOffset offset = target.ahead(Duration.ofNanos(950)).offset().orElseThrow();
            assertThat(offset.lowestMicros() * 1_000).isLessThanOrEqualTo(950);
            assertThat(offset.highestMicros() * 1_000).isGreaterThanOrEqualTo(950);
        }
    }

    @Test
    void asymmetricalDelaysDoNotPushTheOffsetOutOfTheInterval() {
        ClockOffset offset = new ScriptedTarget(ClockProbeTest::inMicros)
                .delays(Duration.ofMillis(9), Duration.ofMillis(1))
                .ahead(Duration.ofMillis(250))
                .offset()
                .orElseThrow();
        assertThat(offset.lowestMicros()).isEqualTo(249_000 - 1);
        assertThat(offset.highestMicros()).isEqualTo(259_000 + 1);
    }

    @Test
    void theShortestRoundTripsNarrowTheIntervalWhereverTheyCome() {
        ScriptedTarget target = new ScriptedTarget(ClockProbeTest::inMicros) {
            @Override
            public TargetHttp.Answer get(String url) {
                delays(Duration.ofMillis(asked() == 17 ? 1 : 50), Duration.ofMillis(asked() == 23 ? 1 : 50));
                return super.get(url);
            }
        };
        ClockOffset offset = target.offset().orElseThrow();
        assertThat(offset.lowestMicros()).isEqualTo(-1_001);
        assertThat(offset.highestMicros()).isEqualTo(1_001);
    }

    @Test
    void aClockThatShowsMillisecondsGivesTheMillisecondAway() {
        Duration ahead = Duration.of(250_900, MICROS);
        ClockOffset offset = new ScriptedTarget(ClockProbeTest::inMillis)
                .ahead(ahead)
                .offset()
                .orElseThrow();
        assertThat(offset.lowestMicros()).isBetween(250_900L - 300, 250_900L);
        assertThat(offset.highestMicros()).isBetween(250_900L, 250_900L + 300);
    }

    /**
     * How a service may write its time: truncated to the resolution, and padded with zeros to a fixed number of
     * digits.
     */
    private enum Spelling {
        MICROS(1, "SSSSSS"),
        TEN_MICROS_PADDED(10, "SSSSSS"),
        MILLIS(1_000, "SSS"),
        MILLIS_PADDED(1_000, "SSSSSS"),
        MILLIS_PADDED_TO_NANOS(1_000, "SSSSSSSSS"),
        HUNDREDTHS_PADDED(10_000, "SSS"),
        SECONDS_PADDED(1_000_000, "SSSSSS");

        private final long resolutionMicros;
        private final DateTimeFormatter format;

        Spelling(long resolutionMicros, String fraction) {
            this.resolutionMicros = resolutionMicros;
            this.format = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss." + fraction + "X")
                    .withZone(ZoneOffset.UTC);
        }

        TargetHttp.Answer answer(Instant time) {
            long cut = time.get(ChronoField.NANO_OF_SECOND) % (resolutionMicros * 1_000);
            String text = format.format(time.minusNanos(cut));
            return new TargetHttp.Answer(200, Optional.empty(), "{\"now\":\"" + text + "\"}");
        }
    }

    @ParameterizedTest
    @EnumSource(Spelling.class)
    void theTruthIsAlwaysWithinTheIntervalHoweverFewOfTheDigitsAreMeasured(Spelling spelling) {
        Random random = new Random(7);
        for (int trial = 0; trial < 500; trial++) {
            ScriptedTarget target = new ScriptedTarget(spelling::answer) {
                @Override
                public TargetHttp.Answer get(String url) {
                    delays(micros(random.nextInt(3_000)), micros(random.nextInt(3_000)));
                    return super.get(url);
                }
            };
            target.step(micros(random.nextInt(1_000_000)));
            long truth = random.nextInt(2_000_000) - 1_000_000L;
            ClockOffset offset = target.ahead(micros(truth)).offset().orElseThrow();
            assertThat(offset.steady()).as("trial " + trial).isTrue();
            assertThat(truth).as("trial " + trial).isBetween(offset.lowestMicros(), offset.highestMicros());
            assertThat(offset.highestMicros() - offset.lowestMicros())
                    .as("trial " + trial)
                    .isLessThan(6_000 + spelling.resolutionMicros / 10);
        }
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, MICROS);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 250_000, -730_000})
    void aServiceWithADateAloneIsMeasuredByItWithinASecond(long micros) {
        ScriptedTarget target = new ScriptedTarget(ClockProbeTest::inSeconds).ahead(Duration.of(micros, MICROS));
        ClockOffset offset = target.offset().orElseThrow();
        assertThat(offset.source()).isEqualTo(ClockOffset.Source.DATE);
        assertThat(micros).isBetween(offset.lowestMicros(), offset.highestMicros());
        assertThat(offset.highestMicros() - offset.lowestMicros()).isBetween(1_000_000L, 1_035_000L);
        assertThat(target.paused()).isBetween(Duration.ofMillis(1_100), Duration.ofMillis(1_200));
    }

    @Test
    void aServerThatKeepsItsDateForASecondStaysWithinTheInterval() {
        ScriptedTarget target = new ScriptedTarget(new ScriptedTarget.Face() {
            private Instant written = Instant.parse("2026-03-01T12:00:00.200Z");

            @Override
            public TargetHttp.Answer apply(Instant time) {
                if (Duration.between(written, time).toMillis() > 1_000) {
                    written = time;
                }
                return date(written.truncatedTo(SECONDS));
            }
        });
        target.step(Duration.ofMillis(900));
        ClockOffset offset = target.offset().orElseThrow();
        assertThat(offset.steady()).isTrue();
        assertThat(0L).isBetween(offset.lowestMicros(), offset.highestMicros());
    }

    @Test
    void aNowThatCannotBeReadLeavesTheDate() {
        ScriptedTarget target = new ScriptedTarget(
                time -> new TargetHttp.Answer(200, inSeconds(time).date(), "{\"now\":\"soon\"}"));
        assertThat(target.offset().orElseThrow().source()).isEqualTo(ClockOffset.Source.DATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"now\":1772366400}", "{\"now\":\"+1000000000-01-01T00:00:00Z\"}", "{\"now"})
    void aServiceThatDoesNotReportItsTimeIsNotMeasuredAndNotAskedAgain(String body) {
        ScriptedTarget target = new ScriptedTarget(time -> new TargetHttp.Answer(200, Optional.of("today"), body));
        assertThat(target.offset()).isEmpty();
        assertThat(target.asked()).isEqualTo(1);
    }

    @Test
    void aTargetWhoseClockIsSetMeanwhileIsUnsteady() {
        ScriptedTarget target = new ScriptedTarget(ClockProbeTest::inMicros) {
            @Override
            public TargetHttp.Answer get(String url) {
                if (asked() == 30) {
                    ahead(Duration.ofSeconds(2)).delays(Duration.ofNanos(50_000), Duration.ofNanos(50_000));
                }
                return super.get(url);
            }
        };
        ClockOffset offset = target.offset().orElseThrow();
        assertThat(offset).isEqualTo(new ClockOffset(1_999_949, 2_000_051, ClockOffset.Source.NOW, 40, false));
    }

    @Test
    void aReceiverWhoseClockIsSetBackDuringARoundTripIsUnsteady() {
        ScriptedTarget target = new ScriptedTarget(ClockProbeTest::inMicros) {
            @Override
            public TargetHttp.Answer get(String url) {
                TargetHttp.Answer answer = super.get(url);
                if (asked() == 40) {
                    step(Duration.ofMillis(-3));
                }
                return answer;
            }
        };
        ClockOffset offset = target.offset().orElseThrow();
        assertThat(offset.steady()).isFalse();
        assertThat(offset.lowestMicros()).isEqualTo(-201);
    }

    @Test
    void theIntervalHoldsTheOffsetsOfAllInstances() {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
        TargetHttp http = url -> now(
                clock.instant().plusMillis(url.startsWith("http://a/") ? 5 : -7).plusNanos(1_000));
        ClockOffset offset = new ClockProbe(http, clock, time -> {})
                .offset(List.of("http://a", "http://b"))
                .orElseThrow();
        assertThat(offset).isEqualTo(new ClockOffset(-7_000, 5_002, ClockOffset.Source.NOW, 80, true));
    }

    @Test
    void oneInstanceThatDoesNotReportItsTimeLeavesTheTargetNotMeasured() {
        InstantSource clock = InstantSource.system();
        TargetHttp http = url ->
                url.startsWith("http://a/") ? now(clock.instant()) : new TargetHttp.Answer(404, Optional.empty(), "");
        assertThat(new ClockProbe(http, clock, time -> {}).offset(List.of("http://a", "http://b")))
                .isEmpty();
    }

    @Test
    void aTargetThatDoesNotAnswerIsNamed() {
        TargetHttp http = url -> {
            throw new IOException("connection reset");
        };
        assertThatThrownBy(
                        () -> ClockProbe.against(InstantSource.system(), http).offset(List.of("http://a")))
                .isInstanceOf(TargetException.class)
                .hasMessage("target http://a stopped answering: connection reset");
    }
}
