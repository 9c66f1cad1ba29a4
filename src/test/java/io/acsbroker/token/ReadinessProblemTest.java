package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.ReadinessProblem.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of what is missing, and to whom. */
class ReadinessProblemTest {
  private static final List<ReadinessProblem> THREE =
      List.of(
          new ReadinessProblem(Kind.TABLE, "HTTP 503"),
          new ReadinessProblem(Kind.MANAGED_IDENTITY, "managed identity: none"),
          new ReadinessProblem(Kind.MANAGED_IDENTITY, "no answer"));

  @Test
  void tellsEachKindOnceInItsOrder() {
    assertEquals(List.of("managed identity", "table"), ReadinessProblem.kinds(THREE));
  }

  @Test
  void tellsTheLogEachDiagnosisBehindItsKind() {
    assertEquals(
        "table: HTTP 503; managed identity: none; managed identity: no answer",
        ReadinessProblem.reason(THREE));
  }

  @Test
  void tellsTheLogOnceWhatIsTheSame() {
    ReadinessProblem none = new ReadinessProblem(Kind.MANAGED_IDENTITY, "none");
    ReadinessProblem again = new ReadinessProblem(Kind.MANAGED_IDENTITY, "managed identity: none");
    assertEquals("managed identity: none", ReadinessProblem.reason(List.of(none, again)));
  }

  @Test
  void hasTheKindsOfTheDocumentationInTheirOrder() {
    assertEquals(
        "settings, signing keys, managed identity, clock, acs, table, start",
        String.join(", ", Arrays.stream(Kind.values()).map(Kind::text).toList()));
  }
}
