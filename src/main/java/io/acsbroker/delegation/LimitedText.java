package io.acsbroker.delegation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The body of an answer as text; an {@link IOException} where it is larger than allowed. */
final class LimitedText implements BodySubscriber<String> {
  private final BodySubscriber<String> text = BodySubscribers.ofString(UTF_8);
  private long bytesLeft;
  private @Nullable Subscription subscription;

  LimitedText(long maxBytes) {
    this.bytesLeft = maxBytes;
  }

  @Override
  public CompletionStage<String> getBody() {
    return text.getBody();
  }

  @Override
  public void onSubscribe(Subscription newSubscription) {
    subscription = newSubscription;
    text.onSubscribe(newSubscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      bytesLeft -= buffer.remaining();
    }
    if (bytesLeft >= 0) {
      text.onNext(buffers);
    } else if (subscription != null) {
      subscription.cancel();
      text.onError(new IOException("the answer is too large"));
    }
  }

  @Override
  public void onError(Throwable failure) {
    text.onError(failure);
  }

  @Override
  public void onComplete() {
    text.onComplete();
  }
}
