package io.acsbroker.net;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The time that the servers have, by the {@code Date} of their answers, beside the broker's clock.
 * It informs the operator, and changes nothing of what counts as valid.
 *
 * <p>A server's time goes on from its last answer by a clock that nobody sets ({@link
 * System#nanoTime}), for {@link #BELIEVED} at most: so a jump of the broker's clock is seen without
 * a further answer. The clock is wrong where all servers that have answered in the ten minutes up
 * to the last answer of all differ from it by more than two minutes, and agree with each other.
 * Where that is one server alone, its last two answers have to agree. An answer that agrees with
 * the clock ends it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110, section 6.6.1</a>
 */
public final class ServerClock {
  static final Duration TOLERATED = Duration.ofMinutes(2);
  static final Duration BELIEVED = Duration.ofHours(2);
  static final Duration TOGETHER = Duration.ofMinutes(10);

  /** Where a difference has been said, so much less of it ends it, lest it come and go. */
  private static final Duration HYSTERESIS = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(ServerClock.class.getName());

  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /** By host and port. All are named by the settings, so that there are few. */
  private final Map<String, Heard> servers = new TreeMap<>();

  private Optional<Duration> said = Optional.empty();

  /** Has heard of no server yet, and so has nothing to say against this clock. */
  public ServerClock(InstantSource clock) {
    this(clock, System::nanoTime);
  }

  ServerClock(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** The last answer of a server, and the one before. */
  private record Heard(String server, Dated last, Optional<Dated> before) {}

  /** An answer with a date: whole seconds, and written somewhen between these two. */
  private record Dated(Instant date, long sent, long received) {
    /** By how much the clock is at least ahead of the server, or behind it where negative. */
    Duration difference(Instant now, long nanoTime) {
      Instant earliest = date.plusNanos(nanoTime - received);
      Instant latest = date.plusSeconds(1).plusNanos(nanoTime - sent);
      if (now.isBefore(earliest)) {
        return Duration.between(earliest, now);
      }
      return now.isAfter(latest) ? Duration.between(latest, now) : Duration.ZERO;
    }
  }

  /** What hears the headers of the answer to a request that is sent now. */
  Consumer<HttpHeaders> listening(String server) {
    long sent = nanoTime.getAsLong();
    return headers -> answered(server, headers, sent);
  }

  /**
   * A cache's answer, with an {@code Age}, says when it was made and not what time it is, and is
   * left out.
   */
  private synchronized void answered(String server, HttpHeaders headers, long sent) {
    List<String> dates = headers.allValues("Date");
    if (dates.size() == 1 && headers.firstValue("Age").isEmpty()) {
      HttpDate.parse(dates.getFirst(), clock.instant())
          .ifPresent(date -> heard(server, new Dated(date, sent, nanoTime.getAsLong())));
      look();
    }
  }

  private void heard(String server, Dated answer) {
    Optional<Dated> before = Optional.ofNullable(servers.get(server)).map(Heard::last);
    servers.put(server, new Heard(server, answer, before));
  }

  /**
   * By how much the broker's clock is wrong, in which direction, and by whose clocks, for the log;
   * empty where nothing speaks against it.
   */
  public synchronized Optional<String> problem() {
    return look().map(this::text);
  }

  /** One line where it begins or becomes another, and one where it ends. */
  private Optional<Duration> look() {
    Optional<Duration> found = difference();
    if (found.isPresent() && said.filter(known -> agree(List.of(known, found.get()))).isEmpty()) {
      LOG.warning(
          text(found.get())
              + ". Tokens are refused as expired, or as not yet valid, that are not, until the"
              + " clock of this machine is right.");
      said = found;
    } else if (found.isEmpty() && said.isPresent()) {
      LOG.info("The broker's clock no longer differs from the servers'.");
      said = found;
    }
    return found;
  }

  private Optional<Duration> difference() {
    Instant now = clock.instant();
    long nanos = nanoTime.getAsLong();
    List<Duration> differences =
        answers(counted(nanos)).stream().map(it -> it.difference(now, nanos)).toList();
    Duration tolerated = said.isPresent() ? TOLERATED.minus(HYSTERESIS) : TOLERATED;
    boolean allDiffer = differences.stream().allMatch(by -> by.abs().compareTo(tolerated) > 0);
    return differences.size() > 1 && allDiffer && agree(differences)
        ? Optional.of(differences.getFirst())
        : Optional.empty();
  }

  /** The last answer of each server; where there is one alone, the one before, too. */
  private static List<Dated> answers(List<Heard> counted) {
    Stream<Dated> before =
        counted.size() == 1 ? counted.getFirst().before().stream() : Stream.empty();
    return Stream.concat(counted.stream().map(Heard::last), before).toList();
  }

  private List<Heard> counted(long nanos) {
    long newest =
        servers.values().stream().mapToLong(it -> it.last().received() - nanos).max().orElse(0);
    return servers.values().stream()
        .filter(it -> isCounted(it.last().received() - nanos, newest))
        .toList();
  }

  /** Both times are nanoseconds from now, and so negative. */
  private static boolean isCounted(long last, long newest) {
    return last >= -BELIEVED.toNanos() && newest - last <= TOGETHER.toNanos();
  }

  private static boolean agree(List<Duration> differences) {
    Duration spread = Collections.max(differences).minus(Collections.min(differences));
    return spread.compareTo(TOLERATED) <= 0;
  }

  private String text(Duration difference) {
    String names =
        counted(nanoTime.getAsLong()).stream()
            .map(Heard::server)
            .collect(Collectors.joining(" and "));
    return "The broker's clock is "
        + amount(difference.abs())
        + (difference.isNegative() ? " behind" : " ahead of")
        + " that of "
        + names;
  }

  private static String amount(Duration by) {
    Duration rounded = by.plusSeconds(30);
    String hours = rounded.toHours() == 0 ? "" : rounded.toHours() + " h ";
    return hours + rounded.toMinutesPart() + " min";
  }
}
