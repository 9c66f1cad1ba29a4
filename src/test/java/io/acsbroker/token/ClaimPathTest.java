package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a claim stands, as people write it. */
class ClaimPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"sub", "https://app.example/tenant", "cognito:groups", "a~2b", "a/b", "~"})
  void isANameAsItStandsWithoutASlashBeforeIt(String name) {
    assertEquals(Optional.of(new ClaimPath(name, List.of(name))), ClaimPath.parse(name));
  }

  /** The escapes of RFC 6901, section 3, undone in the order of section 4. */
  @ParameterizedTest
  @CsvSource({
    "/ext/tid, ext;tid",
    "/sub, sub",
    "/a~1b/c~0d, a/b;c~d",
    "/~01, ~1",
    "/~10, /0",
    "/0, 0",
    "//a, ;a",
    "/a/, a;"
  })
  void isAPointerIntoObjectsWithASlashBeforeIt(String pointer, String steps) {
    assertEquals(List.of(steps.split(";", -1)), ClaimPath.parse(pointer).orElseThrow().steps());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/~", "/a~", "/~2", "/a~/b", "/a/~01~"})
  void isNothingElse(String text) {
    assertEquals(Optional.empty(), ClaimPath.parse(text));
  }

  @Test
  void has200CharactersAtMost() {
    assertEquals(true, ClaimPath.parse("x".repeat(200)).isPresent());
    assertEquals(Optional.empty(), ClaimPath.parse("x".repeat(201)));
    assertEquals(Optional.empty(), ClaimPath.parse("/" + "x".repeat(200)));
  }
}
