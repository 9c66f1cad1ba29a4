package io.acsbroker.local.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;

/** An injector that cannot be made. */
public final class FailingInjector implements FunctionInstanceInjector {
  /** Throws. */
  public FailingInjector() {
    throw new NoClassDefFoundError("secret");
  }

  @Override
  public <T> T getInstance(Class<T> type) {
    throw new AssertionError();
  }
}
