package io.acsbroker.processes;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IPublicClientApplication;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.SilentParameters;
import io.acsbroker.processes.ScriptedCase.Person;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** msal4j as far as the snippet in Java knows it, for one case. */
final class PlayedMsal {
  private final Person person;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  PlayedMsal(Person person) {
    this.person = person;
  }

  /** What it was asked for, in this order. */
  List<String> asked() {
    return asked;
  }

  IPublicClientApplication application() {
    return playing(IPublicClientApplication.class, (proxy, method, arguments) -> answer(arguments));
  }

  private CompletableFuture<?> answer(Object[] arguments) {
    if (arguments == null) {
      return CompletableFuture.completedFuture(
          person == Person.NOBODY ? Set.of() : Set.of(account()));
    }
    if (arguments[0] instanceof SilentParameters silent) {
      if (person == Person.CHALLENGED) {
        asked.add(ScriptedCase.SILENT);
        return CompletableFuture.failedFuture(interactionRequired());
      }
      return result(silent.forceRefresh() ? ScriptedCase.ANEW : ScriptedCase.SILENT);
    }
    InteractiveRequestParameters window = (InteractiveRequestParameters) arguments[0];
    CompletableFuture<IAuthenticationResult> result =
        result(window.claims() == null ? ScriptedCase.WINDOW : ScriptedCase.CLAIMS);
    return person == Person.NOBODY ? timedOut() : result;
  }

  /** As msal4j makes it of Entra's answer, by a class that is its own. */
  private static Throwable interactionRequired() {
    try {
      Class<?> type = Class.forName("com.microsoft.aad.msal4j.ErrorResponse");
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object response = constructor.newInstance();
      Method claims = type.getDeclaredMethod("claims", String.class);
      claims.setAccessible(true);
      claims.invoke(response, ScriptedAnswers.CLAIMS);
      return MsalInteractionRequiredException.class
          .getConstructor(type, Map.class)
          .newInstance(response, Map.of());
    } catch (ReflectiveOperationException changed) {
      throw new LinkageError("msal4j has changed", changed);
    }
  }

  private CompletableFuture<IAuthenticationResult> result(String how) {
    asked.add(how);
    String token = "entra-" + asked.size();
    return CompletableFuture.completedFuture(
        playing(IAuthenticationResult.class, (proxy, method, arguments) -> token));
  }

  /** As msal4j ends two minutes after it has opened a window that nobody answers, but sooner. */
  private static CompletableFuture<IAuthenticationResult> timedOut() {
    CompletableFuture<IAuthenticationResult> late = new CompletableFuture<>();
    return late.orTimeout(500, TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            timeout ->
                CompletableFuture.failedFuture(
                    new MsalClientException("No Authorization code was returned", "unknown")));
  }

  private static IAccount account() {
    return playing(IAccount.class, (proxy, method, arguments) -> "adele@contoso.example");
  }

  private static <T> T playing(Class<T> type, InvocationHandler answers) {
    InvocationHandler withObject =
        (proxy, method, arguments) ->
            method.getName().equals("hashCode")
                ? System.identityHashCode(proxy)
                : answers.invoke(proxy, method, arguments);
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, withObject));
  }
}
