package io.acsbroker;

import io.acsbroker.admission.Authentication;
import io.acsbroker.admission.CallerAuthentication;
import io.acsbroker.admission.CallerCheck;
import io.acsbroker.admission.CallerPolicy;
import io.acsbroker.admission.ConsentPage;
import io.acsbroker.admission.DelegatedSubject;
import io.acsbroker.admission.DirectAuthentication;
import io.acsbroker.admission.ExchangePolicy;
import io.acsbroker.admission.ForeignCallerCheck;
import io.acsbroker.admission.ForeignCallerPolicy;
import io.acsbroker.admission.ForeignSubject;
import io.acsbroker.admission.SentSubject;
import io.acsbroker.admission.VerifiedSubject;
import io.acsbroker.config.BrokerConfig;
import io.acsbroker.config.CallerSettings;
import io.acsbroker.config.EntraCallers;
import io.acsbroker.config.SubjectVerification;
import io.acsbroker.delegation.SubjectTokenSources;
import io.acsbroker.net.Lazy;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.ForeignTokenVerifier;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.CallerRoute;
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
    Optional<ForeignTokenVerifier> others,
    Optional<Supplier<SubjectTokenSources>> onBehalfOf,
    LastingFailure unknownKey) {
  Authentication authentication() {
    return config.callers().isPresent() ? withCallers(config.callers().get()) : direct();
  }

  ExchangePolicy policy() {
    return new ExchangePolicy(config.rules(), required);
  }

  /**
   * Whether callers are who they say, and may call.
   *
   * @param others verifies tokens of other issuers than Entra; there where some are listed
   */
  static CallerCheck callerCheck(
      BrokerConfig config,
      CallerSettings callers,
      EntraTokenVerifier verifier,
      Optional<ForeignTokenVerifier> others,
      CallerRoute route) {
    Optional<ForeignCallerCheck> foreign =
        others.map(
            it ->
                new ForeignCallerCheck(it, new ForeignCallerPolicy(route), verifier::clockProblem));
    return callers
        .entra()
        .map(
            entra ->
                CallerCheck.ofEntra(ofCallers(entra, verifier), policy(config, entra), foreign))
        .orElseGet(() -> CallerCheck.ofOthers(foreign.orElseThrow()));
  }

  private static CallerPolicy policy(BrokerConfig config, EntraCallers callers) {
    return new CallerPolicy(config.rules(), callers.api(), callers.scope());
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
    VerifiedSubject verified = new VerifiedSubject(config.cloud(), verifier, required);
    return new CallerAuthentication(
        callerCheck(config, callers, verifier, others, CallerRoute.EXCHANGE),
        isUnread(callers) ? SentSubject.unread(onlyClient()) : verified,
        onBehalfOf.flatMap(
            sources -> callers.entra().map(entra -> delegated(sources, entra.api()))),
        others.map(listed -> new ForeignSubject(verified, config.rules())));
  }

  private static boolean isUnread(CallerSettings callers) {
    return callers.entra().map(EntraCallers::subjectVerification).orElse(SubjectVerification.FULL)
        == SubjectVerification.ACS;
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
