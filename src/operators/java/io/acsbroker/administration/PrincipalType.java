package io.acsbroker.administration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom an assignment is for. */
enum PrincipalType {
  USER,
  GROUP,
  /** Everybody of a tenant. */
  TENANT;

  static Optional<PrincipalType> named(String text) {
    return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
  }

  /** As ACS writes it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
