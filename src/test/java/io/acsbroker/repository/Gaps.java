package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What a gate misses: all of it at once, each with the file and what belongs there. */
public final class Gaps {
  private final List<String> gaps = new ArrayList<>();

  /** Notes a gap, where it is one. */
  public void require(boolean closed, String gap) {
    if (!closed) {
      gaps.add(gap);
    }
  }

  /** Notes a file that lacks the line. */
  public void requireLine(String text, String part, String file, String line) {
    require(text.contains(part), file + " needs: " + line);
  }

  /**
   * Notes the names that a file lacks, and those that it has and should not.
   *
   * @param line what belongs into the file for a name
   */
  public void requireSame(
      Set<String> wanted, Set<String> found, String file, UnaryOperator<String> line) {
    for (String name : new TreeSet<>(wanted)) {
      require(found.contains(name), file + " needs: " + line.apply(name));
    }
    for (String name : new TreeSet<>(found)) {
      require(wanted.contains(name), file + " has " + name + ", which is not there any more");
    }
  }

  /** Fails with all of them, where there are any. */
  public void assertNone() {
    if (!gaps.isEmpty()) {
      fail(String.join("\n", gaps));
    }
  }
}
