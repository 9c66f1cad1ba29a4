package io.acsbroker.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An outage whose cause an operator has to find, one after another. What is typed and what is sent
 * over HTTP count alike. Until it is found or given up, nothing that is said gives the cause away.
 */
public final class Drill {
  /** Asks for all names. */
  static final String LIST = "list";

  /** Asks what it was. */
  static final String GIVE_UP = "give-up";

  /** Draws another one. */
  static final String NEXT = "next";

  private static final String WORDS =
      "Type the name of the cause or its number; "
          + LIST
          + " names all, and "
          + GIVE_UP
          + " tells which it is.";
  private static final String OVER = "It is over: " + NEXT + " draws another.";

  private final Supplier<Cause> drawn;
  private final Outage outage;
  private final InstantSource clock;
  private volatile Optional<Round> round = Optional.empty();

  private record Round(Cause cause, Instant begun, int tries) {
    Round withOneMore() {
      return new Round(cause, begun, tries + 1);
    }
  }

  /**
   * What a drill says.
   *
   * @param understood whether it knew what was meant
   */
  public record Reply(boolean understood, String text) {}

  /**
   * @param drawn what is the cause of each outage
   */
  public Drill(Supplier<Cause> drawn, Outage outage, InstantSource clock) {
    this.drawn = drawn;
    this.outage = outage;
    this.clock = clock;
  }

  /** Begins the first outage, or the next one, and says where to look. */
  public synchronized String begin() throws InterruptedException {
    Cause cause = drawn.get();
    boolean begun = false;
    try {
      String where = outage.begin(cause);
      round = Optional.of(new Round(cause, clock.instant(), 0));
      begun = true;
      return where + "\n" + WORDS;
    } finally {
      if (!begun) {
        outage.end();
      }
    }
  }

  /** What comes of one of the words, or of the name or number of a cause. */
  public synchronized Reply answer(String typed) throws InterruptedException {
    String word = typed.strip();
    return switch (word) {
      case "" -> new Reply(false, round.isPresent() ? WORDS : OVER);
      case LIST -> new Reply(true, list());
      case NEXT -> next();
      case GIVE_UP -> new Reply(true, givenUp());
      default ->
          Cause.named(word)
              .map(guess -> new Reply(true, guessed(guess)))
              .orElseGet(() -> new Reply(false, "That names no cause. " + WORDS));
    };
  }

  /** Whether a cause is still to be found. */
  public boolean isOn() {
    return round.isPresent();
  }

  /** Ends everything, and says what it was where that was not found. */
  public synchronized String end() {
    String told = untold().orElse("The drill is over.");
    outage.end();
    round = Optional.empty();
    return told;
  }

  /** What it is, where nobody has found it: for the last words of a process. */
  public Optional<String> untold() {
    return round.map(Drill::told);
  }

  private static String list() {
    return Arrays.stream(Cause.values())
        .map(it -> "%2d %-17s %s".formatted(it.number(), it.text(), it.sentence()))
        .collect(Collectors.joining("\n"));
  }

  private Reply next() throws InterruptedException {
    return isOn()
        ? new Reply(false, "One is still to be found; " + GIVE_UP + " tells which it is.")
        : new Reply(true, begin());
  }

  private String givenUp() {
    return round.map(it -> over(told(it))).orElse(OVER);
  }

  private String guessed(Cause guess) {
    round = round.map(Round::withOneMore);
    return round
        .map(it -> it.cause() == guess ? over(found(it)) : "It is not " + guess.text() + ".")
        .orElse(OVER);
  }

  private String over(String text) {
    outage.end();
    round = Optional.empty();
    return text + " " + OVER;
  }

  private String found(Round found) {
    Duration took = Duration.between(found.begun(), clock.instant());
    return "Found in %d min %d s, with %s. %s"
        .formatted(took.toMinutes(), took.toSecondsPart(), tries(found), described(found.cause()));
  }

  private static String told(Round round) {
    String tried = round.tries() == 0 ? "without a try" : "with " + tries(round);
    return "You did not find it, " + tried + ". " + described(round.cause());
  }

  private static String tries(Round round) {
    return round.tries() + (round.tries() == 1 ? " try" : " tries");
  }

  private static String described(Cause cause) {
    return "It was %s: %s The row that leads to it is %s ."
        .formatted(cause.text(), cause.sentence(), cause.row());
  }
}
