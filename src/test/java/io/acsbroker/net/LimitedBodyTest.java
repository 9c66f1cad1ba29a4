package io.acsbroker.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A body of five bytes at most, handed over piece by piece. */
class LimitedBodyTest {
  private final LimitedBody body = new LimitedBody(5);
  private final Source source = new Source();

  /** Sends nothing by itself, and remembers what it was told. */
  private static final class Source implements Subscription {
    private long requested;
    private boolean cancelled;

    @Override
    public void request(long count) {
      requested += count;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private void arrive(String... pieces) {
    List<ByteBuffer> buffers =
        Stream.of(pieces).map(piece -> ByteBuffer.wrap(piece.getBytes(US_ASCII))).toList();
    body.onNext(buffers);
  }

  private CompletableFuture<byte[]> read() {
    return body.getBody().toCompletableFuture();
  }

  private void assertRead(String text) {
    assertTrue(read().isDone());
    assertEquals(text, new String(read().join(), US_ASCII));
  }

  @Test
  void asksForEverything() {
    body.onSubscribe(source);
    assertEquals(Long.MAX_VALUE, source.requested);
  }

  @Test
  void readsToTheEndWhatIsNotTooMuch() {
    body.onSubscribe(source);
    arrive("ab", "c");
    arrive("de");
    assertFalse(read().isDone());
    assertFalse(source.cancelled);
    body.onComplete();
    assertRead("abcde");
  }

  private void assertTooLarge() {
    assertTrue(source.cancelled);
    assertTrue(read().isDone());
    assertInstanceOf(AnswerTooLargeException.class, read().exceptionNow());
    assertEquals("more than 5 bytes in the answer", read().exceptionNow().getMessage());
  }

  @Test
  void hangsUpAtTheFirstByteTooMany() {
    body.onSubscribe(source);
    arrive("abc");
    arrive("def");
    assertTooLarge();
  }

  @Test
  void hangsUpHoweverManyBytesArriveAtOnceAndAfterwards() {
    body.onSubscribe(source);
    arrive("abc", "defghi", "jkl");
    arrive("mno");
    body.onComplete();
    assertTooLarge();
  }

  @Test
  void failsWhereTheConnectionDoes() {
    body.onSubscribe(source);
    arrive("ab");
    body.onError(new IllegalStateException());
    assertTrue(read().isCompletedExceptionally());
  }
}
