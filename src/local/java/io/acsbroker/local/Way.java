package io.acsbroker.local;

import java.util.Map;

/** The ways in which a client of a broker says who it is calling for. */
enum Way {
  /** By the subject token alone. */
  DIRECT,
  /** By a caller token, with the subject token beside it. */
  CALLERS,
  /** By a token of another issuer than Entra, with the subject token beside it. */
  ELSEWHERE,
  /** By a caller token alone: the broker gets the subject token itself. */
  ON_BEHALF_OF;

  /** The settings of a broker that is used in this way. */
  Map<String, String> settings(LocalCloud cloud) {
    return switch (this) {
      case DIRECT -> cloud.settings();
      case CALLERS -> cloud.settingsForCallers();
      case ELSEWHERE -> cloud.settingsForCallersElsewhere();
      case ON_BEHALF_OF -> cloud.settingsOnBehalfOf();
    };
  }
}
