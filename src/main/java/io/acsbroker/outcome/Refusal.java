package io.acsbroker.outcome;

import org.jspecify.annotations.Nullable;

/**
 * Why there is no token.
 *
 * @param code for programs
 * @param detail for people: what is wrong and what helps, the same for everybody
 * @param reason for the operator's log: as exact as it gets, and nothing that a client should read
 * @param claim the claim of the token at fault, where one is
 * @param expected what that claim should have been, where it may be told
 */
public record Refusal(
    RefusalCode code,
    String detail,
    String reason,
    @Nullable String claim,
    @Nullable String expected) {
  /** What ends the detail of a refusal that clients can do nothing about. */
  public static final String OPERATOR = " The operator of the broker has to look into its log.";

  /**
   * What ends the detail of a refusal that passes by itself, and of which a client sees no cause.
   */
  public static final String IF_IT_GOES_ON =
      " If it goes on, ask the operator of the broker, who finds the cause in its log.";

  public Refusal(RefusalCode code, String detail, String reason) {
    this(code, detail, reason, null, null);
  }

  /** This refusal under another code. */
  public Refusal as(RefusalCode newCode) {
    return new Refusal(newCode, detail, reason, claim, expected);
  }
}
