package io.acsbroker.local.drill;

import io.acsbroker.local.faults.FaultOrder;
import io.acsbroker.local.faults.LocalFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Why a broker gives some or all users no token: the sixteen causes that an operator has to tell
 * apart. Each is brought about by settings with which the broker is started, or by a fault that is
 * on before it is.
 */
public enum Cause {
  KEYS_UNREACHABLE(
      "Entra's signing keys cannot be fetched.", FaultOrder.of(LocalFault.KEYS_UNREACHABLE)),
  KEYS_REPLACED(
      "The keys that the broker has are not those with which Entra signs: of another authority, or"
          + " old ones.",
      FaultOrder.of(LocalFault.KEYS_REPLACED)),
  ROLE_REMOVED(
      "The broker's identity has no role on the ACS resource any more.",
      FaultOrder.of(LocalFault.ACS_DENIED)),
  ACS_THROTTLES("ACS throttles the resource.", FaultOrder.of(LocalFault.ACS_THROTTLED)),
  TENANT_WRONG("`ENTRA_TENANT_IDS` names another tenant.", CauseSettings.OTHER_TENANT),
  CLIENT_WRONG("The lists of clients name another application.", CauseSettings.OTHER_CLIENT),
  CLOCK_BEHIND(
      "The broker's clock is ten minutes behind.",
      FaultOrder.of(LocalFault.CLOCK_SHIFTED, Duration.ofMinutes(10))),
  CLOCK_AHEAD(
      "The broker's clock is three hours ahead.",
      FaultOrder.of(LocalFault.CLOCK_SHIFTED, Duration.ofHours(-3))),
  TABLE_GONE(
      "The table of ACS identities was deleted, or another one is named.",
      FaultOrder.of(LocalFault.TABLE_GONE)),
  STORAGE_DOWN(
      "The storage account with the table of ACS identities cannot be reached.",
      FaultOrder.of(LocalFault.TABLE_UNREACHABLE)),
  SETTINGS_WRONG("Settings are missing, or wrong.", CauseSettings.MISSING_AND_WRONG),
  RULE_BROKEN("One tenant's rule in `BROKER_POLICY` is broken.", CauseSettings.BROKEN_RULE),
  ACS_HTML(
      "Something between broker and ACS answers with HTML.", FaultOrder.of(LocalFault.ACS_HTML)),
  ACS_SLOW("ACS answers too late.", FaultOrder.of(LocalFault.ACS_SLOW)),
  IDENTITY_MISSING("The app has no managed identity.", FaultOrder.of(LocalFault.IDENTITY_GONE)),
  HALF_DEPLOYED(
      "The host runs without the broker's functions: the program was deployed by half, or not at"
          + " all.",
      CauseSettings.NO_FUNCTIONS);

  private final String sentence;

  @SuppressWarnings("ImmutableEnumChecker") // a copy
  private final Map<String, String> settings;

  @SuppressWarnings("ImmutableEnumChecker") // records without anything that can change
  private final Optional<FaultOrder> fault;

  Cause(String sentence, Map<String, String> settings) {
    this.sentence = sentence;
    this.settings = Map.copyOf(settings);
    this.fault = Optional.empty();
  }

  Cause(String sentence, FaultOrder fault) {
    this.sentence = sentence;
    this.settings = Map.of();
    this.fault = Optional.of(fault);
  }

  /** The cause of this name, or of this number in the order in which they stand here. */
  public static Optional<Cause> named(String text) {
    return Arrays.stream(values())
        .filter(it -> it.text().equals(text) || Integer.toString(it.number()).equals(text))
        .findFirst();
  }

  /** All names, in order. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Cause::text).toList();
  }

  /** Its name, as an operator types it and as the page's row is called. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its number in the list of all, from 1. */
  public int number() {
    return List.of(values()).indexOf(this) + 1;
  }

  /** What is wrong. */
  public String sentence() {
    return sentence;
  }

  /** Where an operator finds what to do about it. */
  public String row() {
    return "docs/operations.md#" + text();
  }

  /** The settings of a broker that takes caller tokens, as they are where this is the cause. */
  public Map<String, String> over(Map<String, String> usual) {
    Map<String, String> all = new TreeMap<>(usual);
    all.putAll(settings);
    all.values().removeIf(String::isEmpty);
    return all;
  }

  /** What has to be on before the broker starts; empty where its settings are all. */
  public Optional<FaultOrder> fault() {
    return fault;
  }
}
