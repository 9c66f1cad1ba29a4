package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scopes of ACS, and which of them do a part of what another one does. */
class AcsScopeTest {
  /**
   * What a token of the second can do, a token of the first can, too.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/communication-services/concepts/identity-model#chat-token-scopes">What
   *     each scope can do</a>
   */
  @ParameterizedTest
  @CsvSource({
    "chat, 'chat, chat.join, chat.join.limited'",
    "chat.join, 'chat.join, chat.join.limited'",
    "chat.join.limited, chat.join.limited",
    "voip, 'voip, voip.join'",
    "voip.join, voip.join"
  })
  void allowsItselfAndWhatIsLess(String scope, String allowed) {
    AcsScope wider = AcsScope.named(scope).orElseThrow();
    assertEquals(
        allowed,
        Arrays.stream(AcsScope.values())
            .filter(wider::allows)
            .map(AcsScope::text)
            .collect(Collectors.joining(", ")));
  }

  /** An older version lacks a route and is not taken from the settings. */
  @Test
  void isInEveryVersionOfTheApiThatTheBrokerAsksBy() {
    for (AcsScope scope : AcsScope.values()) {
      assertEquals(true, AcsApiVersion.FIRST_WHOLE.has(scope), scope.text());
    }
  }
}
