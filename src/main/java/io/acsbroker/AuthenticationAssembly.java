package io.acsbroker;

import io.acsbroker.admission.Authentication;
import io.acsbroker.admission.CallerAuthentication;
import io.acsbroker.admission.CallerCheck;
import io.acsbroker.admission.CallerPolicy;
import io.acsbroker.admission.ConsentPage;
import io.acsbroker.admission.DelegatedSubject;
import io.acsbroker.admission.DirectAuthentication;
import io.acsbroker.admission.ExchangePolicy;
import io.acsbroker.admission.SentSubject;
import io.acsbroker.config.BrokerConfig;
import io.acsbroker.config.CallerSettings;
import io.acsbroker.config.EntraCallers;
import io.acsbroker.delegation.SubjectTokenSources;
import io.acsbroker.net.Lazy;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.SubjectRequirements;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the way in which requests of a route prove for whom they ask, as the settings have it. */
record AuthenticationAssembly(
    BrokerConfig config,
    SubjectRequirements required,
    EntraTokenVerifier verifier,
    Optional<Supplier<SubjectTokenSources>> onBehalfOf,
    LastingFailure unknownKey) {
  Authentication authentication() {
    return config.callers().isPresent() ? withCallers(config.callers().get()) : direct();
  }

  ExchangePolicy policy() {
    return new ExchangePolicy(config.rules(), required);
  }

  /** Whether callers are who they say, and may call. */
  static CallerCheck callerCheck(
      BrokerConfig config, CallerSettings callers, EntraTokenVerifier verifier) {
    return new CallerCheck(
        ofCallers(callers.entra().orElseThrow(), verifier),
        new CallerPolicy(
            config.rules(),
            callers.entra().orElseThrow().api(),
            callers.entra().orElseThrow().scope()));
  }

  private static EntraTokenVerifier ofCallers(EntraCallers callers, EntraTokenVerifier verifier) {
    return switch (callers.keys()) {
      case TENANT -> verifier;
      case APPLICATION -> verifier.withKeysOf(callers.api());
    };
  }

  private DirectAuthentication direct() {
    return new DirectAuthentication(config.cloud(), verifier, required);
  }

  private CallerAuthentication withCallers(CallerSettings callers) {
    return new CallerAuthentication(
        callerCheck(config, callers, verifier),
        sent(callers.entra().orElseThrow()),
        onBehalfOf.map(sources -> delegated(sources, callers.entra().orElseThrow().api())));
  }

  private SentSubject sent(EntraCallers callers) {
    return switch (callers.subjectVerification()) {
      case FULL -> SentSubject.verified(config.cloud(), verifier, required);
      case ACS -> SentSubject.unread(onlyClient());
    };
  }

  private DelegatedSubject delegated(Supplier<SubjectTokenSources> sources, ClientId api) {
    return new DelegatedSubject(
        new Lazy<>(() -> sources.get().of(required.scopeNames(config.cloud()))),
        verifier,
        api,
        policy(),
        new ConsentPage(config.authorityHost(), api),
        unknownKey);
  }

  private ClientId onlyClient() {
    if (config.rules() instanceof AccessRules.ForAll(var tenants, var rule)
        && rule.clients().size() == 1) {
      return rule.clients().iterator().next();
    }
    throw new IllegalStateException("the settings allow this for one client only");
  }
}
