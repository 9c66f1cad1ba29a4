package io.acsbroker.benchmark;

import java.util.Locale;

/** The kinds of requests that take turns. */
enum WarmKind {
  EMPTY_FUNCTION,
  STRAIGHTFORWARD_EXCHANGE,
  REPEATED_EXCHANGE,
  FIRST_EXCHANGE,
  ACS_ITSELF,
  SERVER_BESIDE;

  /** As tables call it. */
  String title() {
    String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.replace("acs", "ACS emulator");
  }

  /** Whether every request has a token that nobody has sent before. */
  boolean needsNewTokens() {
    return this != EMPTY_FUNCTION && this != REPEATED_EXCHANGE;
  }
}
