package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.aad.msal4j.IPublicClientApplication;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.acsbroker.fixture.PersonInBrowser;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.overhttp.RunningBroker;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/clients.md compiles, and exchanges as the page says. */
class JavaSnippetTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final SampleUser ADELE = SampleDirectory.ADELE;

  /** The snippet with tokens of a test in the place of those that MSAL gets. */
  private static final String WITHOUT_MSAL =
      """
      public final class WithoutMsal extends TeamsTokens
          implements java.util.concurrent.Callable<String> {
        private final java.util.function.Function<java.util.Map<String, Object>, String> tokens;

        public WithoutMsal(
            java.net.URI broker,
            java.util.function.Function<java.util.Map<String, Object>, String> tokens) {
          super(null, broker);
          this.tokens = tokens;
        }

        @Override
        protected String entraToken(java.util.Map<String, Object> refusal) {
          return tokens.apply(refusal);
        }

        @Override
        public String call() throws Exception {
          return token().token();
        }
      }
      """;

  @TempDir private static Path folder;
  private static URLClassLoader classes;
  private static RunningBroker broker;

  private final List<Map<String, Object>> refusals = new ArrayList<>();

  @BeforeAll
  static void compile() throws Exception {
    classes =
        JavaSnippet.compile(
            folder, Files.writeString(folder.resolve("WithoutMsal.java"), WITHOUT_MSAL));
    broker = RunningBroker.start();
  }

  @AfterAll
  static void close() throws Exception {
    broker.close();
    classes.close();
  }

  @SuppressWarnings("unchecked")
  private Callable<String> tokens(Function<Map<String, Object>, String> entra) throws Exception {
    Function<Map<String, Object>, String> remembering =
        refusal -> {
          refusals.add(refusal);
          return entra.apply(refusal);
        };
    return (Callable<String>)
        classes
            .loadClass("WithoutMsal")
            .getConstructor(URI.class, Function.class)
            .newInstance(broker.uri("/"), remembering);
  }

  private static String token(TokenOrder order) {
    return CLOUD.entra().token(order);
  }

  private void assertGranted(Callable<String> tokens) throws Exception {
    assertEquals(Optional.of(ADELE.objectId()), CLOUD.acs().holder(tokens.call()));
  }

  private static void assertRefused(String code, Exception refused) {
    assertTrue(String.valueOf(refused.getMessage()).endsWith(" (" + code + ")"), refused::toString);
  }

  @Test
  void keepsTheTokenUntilItShouldBeRefreshed() throws Exception {
    Callable<String> tokens = tokens(refusal -> token(TokenOrder.forUser(ADELE)));
    assertGranted(tokens);
    assertGranted(tokens);
    assertEquals(List.of(Map.of()), refusals);
  }

  @Test
  void takesATokenThatAcsAloneCanRead() throws Exception {
    CLOUD.acs().encryptAllTokens(true);
    try {
      Callable<String> tokens = tokens(refusal -> token(TokenOrder.forUser(ADELE)));
      assertGranted(tokens);
      assertEquals(5, tokens.call().split("\\.", -1).length, "an encrypted token");
      assertEquals(List.of(Map.of()), refusals);
    } finally {
      CLOUD.acs().encryptAllTokens(false);
    }
  }

  @Test
  void asksAgainWhereTheTokenIsAboutToEnd() throws Exception {
    TokenOrder brief = TokenOrder.forUser(ADELE).withLifetime(Duration.ofMinutes(4));
    Callable<String> tokens = tokens(refusal -> token(brief));
    assertGranted(tokens);
    assertGranted(tokens);
    assertEquals(List.of(Map.of(), Map.of()), refusals);
  }

  @Test
  void getsAnotherTokenOfEntrasOnce() throws Exception {
    TokenOrder expired = TokenOrder.forUser(ADELE).withLifetime(Duration.ofHours(-1));
    Callable<String> tokens =
        tokens(refusal -> token(refusal.isEmpty() ? expired : TokenOrder.forUser(ADELE)));
    assertGranted(tokens);
    assertEquals("token_expired", refusals.getLast().get("code"));

    Callable<String> hopeless = tokens(refusal -> token(expired));
    Exception refused = assertThrows(Exception.class, hopeless::call);
    assertRefused("token_expired", refused);
    assertEquals(4, refusals.size());
  }

  @Test
  void passesAClaimsChallengeOn() throws Exception {
    String claims = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1790000000\"}}}";
    CLOUD.acs().challenge(ADELE, claims);
    try {
      assertGranted(
          tokens(
              refusal ->
                  token(
                      refusal.get("claims") instanceof String wanted
                          ? TokenOrder.forUser(ADELE).withClaims(wanted)
                          : TokenOrder.forUser(ADELE))));
      assertEquals(claims, refusals.getLast().get("claims"));
      assertEquals("subject", refusals.getLast().get("claimsFor"));
    } finally {
      CLOUD.acs().withdrawChallenges();
    }
  }

  @Test
  void takesTheTokenThatMsalKeeps() throws Exception {
    assertIssuedToAdele(MsalSignIn.of(ADELE));
  }

  @Test
  void takesTheTokenOfWhoeverSignedInByCode() throws Exception {
    PublicClientApplication entra = MsalSignIn.nobody(ADELE.organisation());
    Consumer<String> user =
        message -> {
          Matcher codes = Pattern.compile("the page (\\S+) .* the code (\\S+)\\.").matcher(message);
          assertTrue(codes.find(), message);
          new PersonInBrowser(HttpClient.newHttpClient(), ADELE.userName())
              .enter(URI.create(codes.group(1)), codes.group(2));
        };
    classes
        .loadClass("SignInByCode")
        .getMethod("signIn", PublicClientApplication.class, Consumer.class)
        .invoke(null, entra, user);
    assertIssuedToAdele(entra);
  }

  private static void assertIssuedToAdele(PublicClientApplication entra) throws Exception {
    Class<?> type = classes.loadClass("TeamsTokens");
    Object tokens =
        type.getConstructor(IPublicClientApplication.class, URI.class)
            .newInstance(entra, broker.uri("/"));
    Object acsToken = type.getMethod("token").invoke(tokens);
    assertFalse(acsToken.toString().contains("eyJ"), "a token in a text for people");
    String issued = (String) acsToken.getClass().getMethod("token").invoke(acsToken);
    assertEquals(Optional.of(ADELE.objectId()), CLOUD.acs().holder(issued));
  }

  @Test
  void saysWhatTheBrokerSays() throws Exception {
    Callable<String> tokens = tokens(refusal -> token(TokenOrder.forUser(SampleDirectory.MEGAN)));
    Exception refused = assertThrows(Exception.class, tokens::call);
    assertEquals("TeamsTokens$Refused", refused.getClass().getName(), refused::toString);
    assertRefused("teams_license_missing", refused);
    assertEquals(Set.of(Map.of()), Set.copyOf(refusals));
  }
}
