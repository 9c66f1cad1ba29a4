package io.acsbroker.administration;

import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code -Dcommand} says about ACS identities, and about whose. */
record IdentityWords(CommandArguments arguments) {
  private static final Pattern WORDS =
      Pattern.compile(
          "(find|revoke|remove) (?:identity (\\S+) of (\\S+)|(identities)|(all identities))");

  /** Reads it; empty where the words are others. */
  static Optional<Instruction> read(String words, CommandArguments arguments) {
    Matcher matcher = WORDS.matcher(words);
    return matcher.matches()
        ? Optional.of(new IdentityWords(arguments).instruction(matcher))
        : Optional.empty();
  }

  private Instruction instruction(Matcher words) {
    IdentityChange change = IdentityChange.valueOf(words.group(1).toUpperCase(Locale.ROOT));
    if (words.group(2) != null) {
      only("-Dfile, -Dtenant and -Dafter go with identities, and not with one.", List.of());
      return new Instruction.Identities(change, one(words), Optional.empty());
    }
    Optional<ObjectId> after =
        arguments.given("after").map(text -> guid("-Dafter must be an object id.", text));
    if (words.group(4) != null) {
      Path file =
          arguments
              .given("file")
              .map(Path::of)
              .orElseThrow(
                  () ->
                      new UnusableInputException(
                          "-Dcommand=\""
                              + words.group()
                              + "\" needs -Dfile=<file> with a person a"
                              + " line; for everybody of the tenant it is \""
                              + words.group(1)
                              + " all identities\"."));
      return new Instruction.Identities(
          change, new People.Listed(LeaverFile.read(file, tenant())), after);
    }
    only("-Dfile goes with identities, and not with all identities.", List.of("tenant", "after"));
    return new Instruction.Identities(change, new People.Everybody(tenant()), after);
  }

  private static People one(Matcher words) {
    return new People.Listed(List.of(InstructionReader.person(words.group(2), words.group(3))));
  }

  /** Refuses options of which the words make no use. */
  private void only(String sentence, List<String> used) {
    for (String name : List.of("file", "tenant", "after")) {
      if (!used.contains(name) && arguments.given(name).isPresent()) {
        throw new UnusableInputException(sentence);
      }
    }
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

  private static ObjectId guid(String sentence, String text) {
    return ObjectId.parse(text.toLowerCase(Locale.ROOT))
        .orElseThrow(() -> new UnusableInputException(sentence));
  }
}
