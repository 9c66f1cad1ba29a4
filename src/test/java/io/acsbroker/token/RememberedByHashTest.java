package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What things and people are remembered by where their names must not be kept. */
class RememberedByHashTest {
  /** {@code printf '\0\0\0\1a\0\0\0\3\303\251b' | sha256sum}. */
  @Test
  void isTheHashOfThePartsEachAfterItsLengthInBytes() {
    assertEquals(
        new HashKey(
            2801002873944557198L,
            1217345425015325248L,
            -6822925642461618296L,
            -5338049275037355569L),
        HashKey.of(List.of("a", "éb")));
  }

  @Test
  void tellsListsApartThatAreOneText() {
    assertNotEquals(HashKey.of(List.of("ab", "c")), HashKey.of(List.of("a", "bc")));
  }

  /** {@code printf https://a | sha256sum} and {@code printf 9:https://asub | sha256sum}. */
  @Test
  void isTheHashOfIssuerAndSubjectForAPersonOfAnotherIssuer() {
    ForeignPerson person = ForeignPerson.of("https://a", "sub");
    assertEquals(
        "44f833239a3830c06cd05a0469cc989dd02c561f2fd1be7c5379b74ccfa78ad6", person.partition());
    assertEquals("2267f66099d60f5d9ddbc1b0083bbdc565b10b9dc2ccc5daf1a4232887b35de1", person.row());
  }

  /** Otherwise every look into the broker's memory would walk through all of it. */
  @Test
  void isSpreadOverTheMemory() {
    IntFunction<String> guid = i -> "0f1e2d3c-4b5a-6978-8796-%012x".formatted(i);
    assertSpread(i -> HashKey.of(List.of(guid.apply(i))));
    assertSpread(i -> new TenantId(guid.apply(i)));
    assertSpread(i -> new ObjectId(guid.apply(i)));
    assertSpread(i -> new ClientId(guid.apply(i)));
    assertSpread(i -> new Scope("scope" + i));
    TenantId tenant = new TenantId(guid.apply(0));
    assertSpread(i -> new Subject(tenant, new ObjectId(guid.apply(i))));
  }

  private static void assertSpread(IntFunction<Object> values) {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      hashes.add(values.apply(i).hashCode());
    }
    assertEquals(100, hashes.size());
  }
}
