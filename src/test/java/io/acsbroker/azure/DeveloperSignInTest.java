package io.acsbroker.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Whose token a developer's broker takes. */
class DeveloperSignInTest {
  private static final TokenRequestContext SERVICE =
      new TokenRequestContext().addScopes("https://service.example/.default");

  private final List<String> asked = new ArrayList<>();

  private TokenCredential program(String name, boolean signedIn) {
    return request -> {
      asked.add(name + " for " + request.getScopes());
      return signedIn
          ? Mono.just(new AccessToken("token of " + name, OffsetDateTime.MAX))
          : Mono.error(new IllegalStateException(name + " is not signed in"));
    };
  }

  @Test
  void isTheFirstProgramsWhereThatHasOne() {
    DeveloperSignIn signIn =
        new DeveloperSignIn(List.of(program("azd", true), program("az", true)));
    assertEquals("token of azd", signIn.getTokenSync(SERVICE).getToken());
    assertEquals(List.of("azd for [https://service.example/.default]"), asked);
  }

  @Test
  void isTheNextOnesWhereTheFirstBreaksOff() {
    DeveloperSignIn signIn =
        new DeveloperSignIn(List.of(program("azd", false), program("az", true)));
    assertEquals("token of az", signIn.getToken(SERVICE).map(AccessToken::getToken).block());
  }

  @Test
  void saysHowToSignInWhereNobodyIs() {
    DeveloperSignIn signIn =
        new DeveloperSignIn(List.of(program("azd", false), program("az", false)));
    NoTokenException none =
        assertThrows(NoTokenException.class, () -> signIn.getTokenSync(SERVICE));
    assertTrue(none.flaw().contains("run azd auth login or az login"), none.flaw());
    assertEquals(2, none.getSuppressed().length);
  }
}
