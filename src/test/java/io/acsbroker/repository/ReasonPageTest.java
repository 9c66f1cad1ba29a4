package io.acsbroker.repository;

import io.acsbroker.delegation.Delegation;
import io.acsbroker.fixture.ReasonPage;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.net.NoAnswer;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.token.ReadinessProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page of reasons and the code agree: of a constant the page has the sentence that stands
 * beside it, and what else it has is somewhere in the code.
 */
@Tag("gate")
class ReasonPageTest {
  private static final Path MAIN = Path.of("src/main/java/io/acsbroker");
  private static final Pattern SENTENCE =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*([A-Z_0-9]+)\\b", Pattern.DOTALL);

  /** The sentence beside each constant, by what a reason begins with. */
  private static <E extends Enum<E>> Map<String, String> sentences(
      Class<E> type, Function<E, String> beginning) throws IOException {
    Class<?> outer = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
    String path = outer.getName().replace("io.acsbroker.", "").replace('.', '/') + ".java";
    String source = Files.readString(MAIN.resolve(path));
    String constants = source.substring(source.indexOf("enum " + type.getSimpleName() + " {"));
    Map<String, String> found = new LinkedHashMap<>();
    for (MatchResult each : SENTENCE.matcher(constants).results().toList()) {
      found.putIfAbsent(each.group(2), each.group(1).replaceAll("\\s*\\n\\s*\\* ?", " ").strip());
    }
    return Arrays.stream(type.getEnumConstants())
        .collect(
            Collectors.toMap(
                beginning,
                constant -> found.getOrDefault(constant.name(), "<a sentence beside it>"),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static Map<String, String> ofConstants() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.putAll(sentences(RejectionReason.class, Enum::name));
    all.putAll(sentences(NoAnswer.class, kind -> kind.beginning().strip()));
    all.putAll(sentences(ReadinessProblem.Kind.class, kind -> kind.text() + ": "));
    sentences(Issuance.RefusalReason.class, Enum::name)
        .forEach((name, text) -> all.put(name + " (", text));
    sentences(Delegation.RefusalReason.class, Enum::name)
        .forEach((name, text) -> all.merge(name + " (", text, (acs, entra) -> acs + " " + entra));
    return all;
  }

  @Test
  void hasTheSentenceThatStandsBesideEachConstant() throws IOException {
    Map<String, String> rows = ReasonPage.rows();
    Gaps gaps = new Gaps();
    ofConstants()
        .forEach(
            (name, sentence) ->
                gaps.require(
                    sentence.equals(rows.get(name)),
                    ReasonPage.FILE + " needs: | `" + name + "` | " + sentence + " |"));
    gaps.assertNone();
  }

  @Test
  void hasNothingElseThanWhatTheCodeSays() throws IOException {
    Set<String> others = new LinkedHashSet<>(ReasonPage.rows().keySet());
    others.removeAll(ofConstants().keySet());
    String code;
    try (Stream<Path> files = Files.walk(MAIN)) {
      code =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(ReasonPageTest::text)
              .collect(Collectors.joining());
    }
    Gaps gaps = new Gaps();
    others.forEach(
        beginning ->
            gaps.require(
                code.contains("\"" + beginning),
                ReasonPage.FILE + " has " + beginning + ", which no code says any more"));
    gaps.assertNone();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
