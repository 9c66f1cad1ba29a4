package io.acsbroker.subject;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.List;
import java.util.Random;

/** What decides how a token is changed: a fuzzer, or a seed. */
interface Choices {
  int MAX_TEXT = 200;

  /** From 0 to one less than the bound. */
  int below(int bound);

  long number();

  /** Any text of Unicode characters, of 200 at most. */
  String text();

  default <T> T oneOf(List<T> values) {
    return values.get(below(values.size()));
  }

  static Choices of(FuzzedDataProvider data) {
    return new Choices() {
      @Override
      public int below(int bound) {
        return data.consumeInt(0, bound - 1);
      }

      @Override
      public long number() {
        return data.consumeLong();
      }

      @Override
      public String text() {
        return wellFormed(data.consumeString(MAX_TEXT));
      }
    };
  }

  static Choices of(Random random) {
    return new Choices() {
      @Override
      public int below(int bound) {
        return random.nextInt(bound);
      }

      @Override
      public long number() {
        return random.nextLong();
      }

      @Override
      public String text() {
        int[] characters = random.ints(random.nextInt(20), 0, 0x3000).toArray();
        return wellFormed(new String(characters, 0, characters.length));
      }
    };
  }

  /** Half of a surrogate pair would not survive being written as UTF-8. */
  private static String wellFormed(String text) {
    return text.replaceAll("\\p{Cs}", "?");
  }
}
