package io.acsbroker.administration;

import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what is wanted from the words of {@code -Dcommand}. */
final class InstructionReader {
  private static final Pattern ADD_MEMBER =
      Pattern.compile("add (user|group) (\\S+) of (\\S+) for (.+)");
  private static final Pattern ADD_TENANT = Pattern.compile("add tenant (\\S+) for (.+)");
  private static final Pattern REMOVE = Pattern.compile("remove (\\S+)(?: for (.+))?");
  private static final String WORDS =
      """
      -Dcommand must be one of
        list
        add user <object id> of <tenant id> for <client ids, with commas>
        add group <object id> of <tenant id> for <client ids>
        add tenant <tenant id> for <client ids>
        remove <object id, or tenant id> [for <client ids>]
        apply      with -Dfile=<file>, and -Dprune=true to remove what is not in it
        export     with -Dfile=<new file>
        show phone <object id> of <tenant id>
        add phone user <object id> of <tenant id> for <client ids>
        add phone account <object id> of <tenant id>
        remove phone <object id> of <tenant id>
        show phone | apply phone    with -Dfile=<file>
        find | revoke | remove identity <object id> of <tenant id>
        find | revoke | remove identities    with -Dtenant=<tenant id> -Dfile=<file>
        find | revoke | remove all identities    with -Dtenant=<tenant id>
      and of people whom another issuer knows
        find | revoke | remove identity    with -Dissuer=<issuer> -Dsubject=<subject>
        find | revoke | remove identities    with -Dissuer=<issuer> -Dfile=<file>
        find | revoke | remove all identities    with -Dissuer=<issuer>\
      """;

  private final CommandArguments arguments;
  private final Optional<Path> file;
  private final boolean prune;

  private InstructionReader(CommandArguments arguments) {
    this.arguments = arguments;
    this.file = arguments.given("file").map(Path::of);
    this.prune = arguments.flag("prune");
  }

  /**
   * Reads it.
   *
   * @throws UnusableInputException where it cannot be understood completely
   */
  static Instruction read(CommandArguments arguments) {
    return new InstructionReader(arguments).instruction();
  }

  private Instruction instruction() {
    String words = arguments.given("command").orElse("").replaceAll("\\s+", " ");
    Optional<Instruction> identities = IdentityWords.read(words, arguments);
    if (identities.isPresent()) {
      return identities.get();
    }
    if (words.matches("\\w+ phone\\b.*")) {
      return phone(words);
    }
    return switch (words) {
      case "list" -> withoutFile(new Instruction.Show());
      case "apply" -> apply();
      case "export" -> export();
      default -> withoutFile(change(words));
    };
  }

  private Instruction withoutFile(Instruction instruction) {
    if (file.isPresent() || prune) {
      throw new UnusableInputException("-Dfile and -Dprune go with -Dcommand=apply.");
    }
    return instruction;
  }

  private Instruction phone(String words) {
    if (prune) {
      throw new UnusableInputException(
          "-Dprune goes with -Dcommand=apply: ACS has no list of the assignments of Teams Phone, so"
              + " who shall go stays in the file, with \"state\": \"removed\".");
    }
    return switch (words) {
      case "show phone" -> new Instruction.ShowPhone(PhoneFile.read(fileFor(words)));
      case "apply phone" -> new Instruction.ChangePhone(PhoneFile.read(fileFor(words)));
      default ->
          withoutFile(PhoneWords.read(words).orElseThrow(() -> new UnusableInputException(WORDS)));
    };
  }

  private Instruction export() {
    if (prune) {
      throw new UnusableInputException("-Dprune goes with -Dcommand=apply.");
    }
    return new Instruction.Export(fileFor("export"));
  }

  private Instruction apply() {
    Instruction.Apply apply = new Instruction.Apply(AssignmentFile.read(fileFor("apply")), prune);
    if (prune && apply.assignments().isEmpty()) {
      throw new UnusableInputException(
          "-Dprune=true with an empty list would remove everybody; remove them by -Dcommand.");
    }
    return apply;
  }

  private Path fileFor(String command) {
    return file.orElseThrow(
        () -> new UnusableInputException("-Dcommand=" + command + " needs -Dfile=<file>."));
  }

  private static Instruction change(String words) {
    Matcher member = ADD_MEMBER.matcher(words);
    if (member.matches()) {
      return new Instruction.Add(
          new Assignment(
              objectId(member.group(2)),
              PrincipalType.named(member.group(1)).orElseThrow(),
              id("the tenant id", member.group(3), TenantId::parse),
              clients(member.group(4))));
    }
    Matcher tenant = ADD_TENANT.matcher(words);
    if (tenant.matches()) {
      TenantId id = id("the tenant id", tenant.group(1), TenantId::parse);
      return new Instruction.Add(
          new Assignment(
              new ObjectId(id.value()), PrincipalType.TENANT, id, clients(tenant.group(2))));
    }
    Matcher remove = REMOVE.matcher(words);
    if (remove.matches()) {
      Optional<String> clients = Optional.ofNullable(remove.group(2));
      return new Instruction.Remove(
          objectId(remove.group(1)), clients.map(InstructionReader::clients).orElse(Set.of()));
    }
    throw new UnusableInputException(WORDS);
  }

  /** A person, or an account, of a tenant. */
  static Subject person(String objectId, String tenantId) {
    return new Subject(id("the tenant id", tenantId, TenantId::parse), objectId(objectId));
  }

  private static ObjectId objectId(String text) {
    return id("the object id", text, ObjectId::parse);
  }

  static Set<ClientId> clients(String list) {
    return Stream.of(list.replace(" ", "").split(",", -1))
        .map(text -> id("each client id", text, ClientId::parse))
        .collect(Collectors.toSet());
  }

  static <T> T id(String what, String text, Function<String, Optional<T>> parse) {
    return parse
        .apply(text.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () -> new UnusableInputException("In -Dcommand, " + what + " must be a GUID."));
  }
}
