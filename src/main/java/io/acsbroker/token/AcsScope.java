package io.acsbroker.token;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a token of an ACS identity is good for.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/communication-services/concepts/identity-model#access-tokens">Access
 *     tokens of ACS</a>
 */
public enum AcsScope {
  CHAT("chat"),
  CHAT_JOIN("chat.join"),
  CHAT_JOIN_LIMITED("chat.join.limited"),
  VOIP("voip"),
  VOIP_JOIN("voip.join");

  private final String text;

  AcsScope(String text) {
    this.text = text;
  }

  /** Returns the scope of this name, or empty where there is none. */
  public static Optional<AcsScope> named(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  /**
   * Whether whoever may have this scope may have the other one: the same, or one whose tokens can
   * do a part of what this one's can, by the tables of Microsoft's page.
   */
  public boolean allows(AcsScope other) {
    return other == this
        || switch (this) {
          case CHAT -> other == CHAT_JOIN || other == CHAT_JOIN_LIMITED;
          case CHAT_JOIN -> other == CHAT_JOIN_LIMITED;
          case VOIP -> other == VOIP_JOIN;
          case CHAT_JOIN_LIMITED, VOIP_JOIN -> false;
        };
  }

  /** As ACS names it. */
  public String text() {
    return text;
  }
}
