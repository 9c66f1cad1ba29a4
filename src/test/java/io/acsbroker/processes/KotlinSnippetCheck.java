package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.overhttp.RunningBroker;
import io.acsbroker.processes.ScriptedCase.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Kotlin of docs/clients/android.md compiles without a warning, and does what clients of every
 * language do. {@code .ci/kotlin} runs it: its libraries are 69 MB.
 */
class KotlinSnippetCheck {
  private static final SampleUser ADELE = SampleDirectory.ADELE;
  private static final String ENTRA_TOKEN = "token-of-entra";

  @TempDir private static Path folder;
  private static KotlinSnippet snippet;

  @BeforeAll
  static void compile() throws Exception {
    Path libraries = Path.of(System.getProperty("kotlin.libraries", "target/kotlin"));
    snippet = KotlinSnippet.compile(libraries, folder);
  }

  @AfterAll
  static void close() throws Exception {
    snippet.close();
  }

  static List<ScriptedCase> cases() {
    return ScriptedCases.ofKotlin();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesWhatEveryClientDoes(ScriptedCase situation) throws Exception {
    boolean signedIn = situation.person() == Person.SIGNED_IN;
    try (ScriptedBroker broker = ScriptedBroker.of(situation)) {
      KotlinSnippet.App app =
          snippet.app(broker.address(), signedIn, way -> signedIn ? ENTRA_TOKEN : "nobody");
      List<?> outcomes = app.ask(situation.asking().times, situation.asking().atOnce);
      assertEquals(List.of(expected(situation)), outcomes);
      assertEquals(situation.entra(), app.asked());
      assertEquals(situation.requests(), broker.requests().size());
      assertEquals(
          situation.requests() == 0 ? Set.of() : Set.of("POST /api/token/teams, 0, " + ENTRA_TOKEN),
          broker.requests().stream()
              .map(KotlinSnippetCheck::described)
              .collect(Collectors.toSet()));
    }
  }

  private static String expected(ScriptedCase situation) {
    return situation.outcome().equals(ScriptedCase.TOKEN)
        ? ScriptedAnswers.ACS_TOKEN
        : situation.outcome() + " " + situation.status();
  }

  private static String described(LoopbackRequest request) {
    return "%s %s, %s, %s"
        .formatted(
            request.method(),
            request.target(),
            request.header("content-length").orElse("chunked"),
            request.header("authorization").orElse("nothing").replaceFirst("^Bearer ", ""));
  }

  @Test
  void aWindowThatThePersonClosesIsARefusal() throws Exception {
    try (RunningBroker broker = RunningBroker.start()) {
      KotlinSnippet.App app = snippet.app(broker.uri("/"), false, way -> "closed");
      assertEquals(List.of("subject_token_not_obtained 0"), app.ask(1, 1));
      assertEquals(List.of(ScriptedCase.WINDOW), app.asked());
    }
  }

  @Test
  void somebodyElsesTokenIsGivenToNobody() throws Exception {
    TokenOrder brief = TokenOrder.forUser(ADELE).withLifetime(Duration.ofMinutes(4));
    Iterator<String> tokens =
        List.of(RunningBroker.CLOUD.entra().token(brief), token(SampleDirectory.ALEX)).iterator();
    try (RunningBroker broker = RunningBroker.start()) {
      KotlinSnippet.App app = snippet.app(broker.uri("/"), true, way -> tokens.next());
      assertEquals(List.of("user_changed 200"), app.ask(2, 1));
    }
  }

  @Test
  void theCredentialHasItsTokenBeforeItIsMade() throws Exception {
    try (RunningBroker broker = RunningBroker.start()) {
      KotlinSnippet.App app = snippet.app(broker.uri("/"), true, way -> token(ADELE));
      assertEquals(
          Optional.of(ADELE.objectId()), RunningBroker.CLOUD.acs().holder(app.credential()));
      assertEquals(List.of(ScriptedCase.SILENT), app.asked());
    }
  }

  @Test
  void whatTheBrokerRefusesIsThrownWhereTheCredentialIsMade() throws Exception {
    try (RunningBroker broker = RunningBroker.start()) {
      KotlinSnippet.App app =
          snippet.app(broker.uri("/"), true, way -> token(SampleDirectory.MEGAN));
      assertEquals("teams_license_missing 403", app.credential());
    }
  }

  private static String token(SampleUser user) {
    return RunningBroker.CLOUD.entra().token(TokenOrder.forUser(user));
  }
}
