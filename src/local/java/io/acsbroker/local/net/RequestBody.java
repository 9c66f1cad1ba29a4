package io.acsbroker.local.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How a request says where its body ends. What could be read in two ways is refused. */
sealed interface RequestBody {
  /** More than any request of the emulators has. */
  int MOST = 16 * 1024 * 1024;

  /** Reads it whole. */
  byte[] read(RequestBytes in) throws IOException;

  /** The body after this head. */
  static RequestBody of(RequestHead head) throws MalformedRequestException {
    List<String> encodings = head.values("transfer-encoding");
    Set<String> lengths = new HashSet<>(head.values("content-length"));
    if (encodings.isEmpty()) {
      return new Counted(lengths.isEmpty() ? 0 : length(String.join(",", lengths), 10, MOST));
    }
    boolean isChunked = encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked");
    if (!isChunked || !lengths.isEmpty() || head.isOld()) {
      throw new MalformedRequestException(400, "Not a transfer encoding.");
    }
    return new Chunked();
  }

  private static int length(String text, int radix, int most) throws MalformedRequestException {
    // The parser takes a sign too, and digits of other scripts
    if (Pattern.matches(radix == 10 ? "[0-9]+" : "[0-9A-Fa-f]+", text)) {
      try {
        int length = Integer.parseInt(text, radix);
        if (length <= most) {
          return length;
        }
      } catch (NumberFormatException tooGreat) {
        // Refused like one that is a little too great
      }
    }
    throw new MalformedRequestException(400, "Not a length.");
  }

  /** So many bytes. */
  record Counted(int length) implements RequestBody {
    @Override
    public byte[] read(RequestBytes in) throws IOException {
      return in.bytes(length);
    }
  }

  /** Parts that each tell their size, an empty one at the end, and trailers that nobody reads. */
  record Chunked() implements RequestBody {
    @Override
    public byte[] read(RequestBytes in) throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = size(in, MOST); size > 0; size = size(in, MOST - body.size())) {
        body.write(in.bytes(size));
        if (!in.inside().isEmpty()) {
          throw new MalformedRequestException(400, "Not a chunk.");
        }
      }
      String trailer = in.inside();
      while (!trailer.isEmpty()) {
        trailer = in.inside();
      }
      return body.toByteArray();
    }

    private static int size(RequestBytes in, int most) throws IOException {
      in.expectLines();
      return length(in.inside().split(";", 2)[0].strip(), 16, most);
    }
  }
}
