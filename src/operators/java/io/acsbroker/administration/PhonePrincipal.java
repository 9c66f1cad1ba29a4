package io.acsbroker.administration;

import java.util.Optional;

/** Whom an assignment of Teams Phone is for. */
enum PhonePrincipal {
  USER("user", "user"),
  /** The account whose number is called. */
  RESOURCE_ACCOUNT("resourceAccount", "account");

  /** As Microsoft's pages call a resource account where its specification does not. */
  private static final String OTHER_NAME = "teamsResourceAccount";

  private final String text;
  private final String word;

  PhonePrincipal(String text, String word) {
    this.text = text;
    this.word = word;
  }

  static Optional<PhonePrincipal> named(String text) {
    return switch (text) {
      case "user" -> Optional.of(USER);
      case "resourceAccount", OTHER_NAME -> Optional.of(RESOURCE_ACCOUNT);
      default -> Optional.empty();
    };
  }

  /** As ACS writes it. */
  String text() {
    return text;
  }

  /** As the command takes it. */
  String word() {
    return word;
  }
}
