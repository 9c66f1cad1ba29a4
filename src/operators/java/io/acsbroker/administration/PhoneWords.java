package io.acsbroker.administration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code -Dcommand} says about one assignment of Teams Phone. */
final class PhoneWords {
  private static final Pattern ONE =
      Pattern.compile(
          "(show|remove) phone (\\S+) of (\\S+)|"
              + "add phone user (\\S+) of (\\S+) for (.+)|add phone account (\\S+) of (\\S+)");

  private PhoneWords() {}

  /** Reads it; empty where the words are others. */
  static Optional<Instruction> read(String words) {
    Matcher one = ONE.matcher(words);
    return one.matches() ? Optional.of(instruction(one)) : Optional.empty();
  }

  private static Instruction instruction(Matcher one) {
    if (one.group(1) != null) {
      List<PhoneWish> of =
          List.of(new PhoneWish.Removed(InstructionReader.person(one.group(2), one.group(3))));
      return one.group(1).equals("show")
          ? new Instruction.ShowPhone(of)
          : new Instruction.ChangePhone(of);
    }
    PhoneAssignment wanted =
        one.group(4) == null
            ? new PhoneAssignment(
                InstructionReader.person(one.group(7), one.group(8)),
                PhonePrincipal.RESOURCE_ACCOUNT,
                Set.of())
            : new PhoneAssignment(
                InstructionReader.person(one.group(4), one.group(5)),
                PhonePrincipal.USER,
                InstructionReader.clients(one.group(6)));
    return new Instruction.ChangePhone(List.of(new PhoneWish.Added(wanted)));
  }
}
