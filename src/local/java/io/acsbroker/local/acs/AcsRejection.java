package io.acsbroker.local.acs;

import io.acsbroker.local.net.LoopbackHandler;
import java.util.function.UnaryOperator;

/** Finds fault with every exchange of a Teams user's token, however good it is. */
public final class AcsRejection implements UnaryOperator<LoopbackHandler> {
  @Override
  public LoopbackHandler apply(LoopbackHandler acs) {
    return request ->
        request.path().equals("/teamsUser/:exchangeAccessToken")
            ? ExchangeBody.WRONG_APPLICATION.answer()
            : acs.answer(request);
  }
}
