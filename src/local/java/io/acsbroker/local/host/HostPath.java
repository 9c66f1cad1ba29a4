package io.acsbroker.local.host;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a request as the host's web server reads it: decoded, but for a slash and for what is
 * no UTF-8, and then without dot segments. One slash at the end does not count; an empty segment
 * anywhere else is one.
 *
 * @param segments decoded; none for {@code /}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4">RFC 3986, 5.2.4</a>
 */
record HostPath(List<String> segments) {
  private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

  HostPath {
    segments = List.copyOf(segments);
  }

  /** Reads a path that was not decoded. */
  static HostPath of(String rawPath) {
    String decoded = ENCODED.matcher(rawPath).replaceAll(run -> quoted(decode(run)));
    List<String> pieces = withoutDots(decoded.replaceFirst("^/", ""));
    if (pieces.getLast().isEmpty()) {
      pieces.removeLast();
    }
    return new HostPath(pieces);
  }

  /** Whether it has a NUL, which the host answers for by itself. */
  boolean hasNul() {
    return segments.stream().anyMatch(segment -> segment.indexOf('\0') >= 0);
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private static String decode(MatchResult run) {
    return Arrays.stream(run.group().split("(?i)(?=%2f)|(?<=%2f)", -1))
        .map(HostPath::decode)
        .reduce("", String::concat);
  }

  private static String decode(String run) {
    if (run.equalsIgnoreCase("%2f")) {
      return run;
    }
    byte[] bytes = HexFormat.of().parseHex(run.replace("%", ""));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return run;
    }
  }

  private static List<String> withoutDots(String path) {
    List<String> kept = new ArrayList<>();
    String[] pieces = path.split("/", -1);
    for (int i = 0; i < pieces.length; i++) {
      boolean dots = pieces[i].equals(".") || pieces[i].equals("..");
      if (pieces[i].equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      }
      if (!dots || i == pieces.length - 1) {
        kept.add(dots ? "" : pieces[i]);
      }
    }
    return kept;
  }
}
