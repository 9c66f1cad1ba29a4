package io.acsbroker.administration;

import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.Person;
import io.acsbroker.token.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code -Dcommand} says about ACS identities, and about whose. */
record IdentityWords(String words, CommandArguments arguments) {
  private static final Pattern WORDS =
      Pattern.compile(
          "(find|revoke|remove) (?:identity (\\S+) of (\\S+)|(identity|identities|all"
              + " identities))");
  private static final Pattern ISSUER = Pattern.compile("https?://\\S+");

  /** Reads it; empty where the words are others. */
  static Optional<Instruction> read(String words, CommandArguments arguments) {
    Matcher matcher = WORDS.matcher(words);
    return matcher.matches()
        ? Optional.of(new IdentityWords(words, arguments).instruction(matcher))
        : Optional.empty();
  }

  private Instruction instruction(Matcher matcher) {
    IdentityChange change = IdentityChange.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    if (matcher.group(2) != null) {
      only(List.of());
      Person person = InstructionReader.person(matcher.group(2), matcher.group(3));
      return one(change, new People.Listed(person.partition(), List.of(person)));
    }
    return switch (matcher.group(4)) {
      case "identity" -> one(change, ofSubject());
      case "identities" -> {
        Path file = file();
        People.Everybody home = home();
        only(List.of("file", home.option(), "after"));
        List<Person> people = LeaverFile.read(file, home);
        yield new Instruction.Identities(
            change, new People.Listed(home.home(), people), after(home));
      }
      default -> {
        People.Everybody home = home();
        only(List.of(home.option(), "after"));
        yield new Instruction.Identities(change, home, after(home));
      }
    };
  }

  private static Instruction one(IdentityChange change, People whom) {
    return new Instruction.Identities(change, whom, Optional.empty());
  }

  private People ofSubject() {
    if (arguments.given("issuer").isEmpty() || arguments.given("subject").isEmpty()) {
      throw new UnusableInputException(
          "-Dcommand=\""
              + words
              + "\" needs -Dissuer=<issuer> -Dsubject=<subject>; of a user of Entra's it is \""
              + words
              + " <object id> of <tenant id>\".");
    }
    only(List.of("issuer", "subject"));
    People.OfIssuer home = issuer(arguments.given("issuer").orElseThrow());
    String subject = arguments.given("subject").orElseThrow();
    return new People.Listed(home.home(), List.of(ForeignPerson.of(home.issuer(), subject)));
  }

  private Path file() {
    return arguments
        .given("file")
        .map(Path::of)
        .orElseThrow(
            () ->
                new UnusableInputException(
                    "-Dcommand=\"%s\" needs -Dfile=<file> with a person a line; for everybody it is"
                            .formatted(words)
                        + " \"%s\".".formatted(words.replace("identities", "all identities"))));
  }

  /** Whose people they are. */
  private People.Everybody home() {
    Optional<String> issuer = arguments.given("issuer");
    if (issuer.isPresent() && arguments.given("tenant").isPresent()) {
      throw new UnusableInputException(
          "Give -Dtenant for users of Entra's or -Dissuer for those of another issuer, and not"
              + " both.");
    }
    return issuer.isPresent() ? issuer(issuer.get()) : new People.OfTenant(tenant());
  }

  private static People.OfIssuer issuer(String text) {
    if (!ISSUER.matcher(text).matches()) {
      throw new UnusableInputException(
          "-Dissuer must be the issuer exactly as BROKER_CALLER_ISSUERS has it: an address.");
    }
    return new People.OfIssuer(text);
  }

  private TenantId tenant() {
    return arguments
        .given("tenant")
        .map(text -> text.toLowerCase(Locale.ROOT))
        .flatMap(TenantId::parse)
        .orElseThrow(
            () ->
                new UnusableInputException(
                    "-Dtenant must be the id (a GUID) of the people's tenant."));
  }

  /** The key of the row of the person that an earlier run came to. */
  private Optional<String> after(People.Everybody home) {
    return arguments
        .given("after")
        .map(
            text ->
                home.of(text.toLowerCase(Locale.ROOT))
                    .map(Person::row)
                    .orElseThrow(
                        () ->
                            new UnusableInputException("-Dafter must be as the command said it.")));
  }

  /** Refuses options of which the words make no use. */
  private void only(List<String> used) {
    for (String name : List.of("file", "tenant", "issuer", "subject", "after")) {
      if (!used.contains(name) && arguments.given(name).isPresent()) {
        throw new UnusableInputException(
            "-D%s does not go with -Dcommand=\"%s\".".formatted(name, words));
      }
    }
  }
}
