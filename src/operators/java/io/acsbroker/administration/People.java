package io.acsbroker.administration;

import io.acsbroker.token.Fingerprint;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Person;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whose identities an instruction is about. */
sealed interface People {
  /** What they have in common, for the administrator: a tenant's id, or an issuer. */
  String home();

  /** These, each once. */
  record Listed(String home, List<? extends Person> people) implements People {}

  /** Everybody of whom the table has a row. */
  sealed interface Everybody extends People {
    /** The key of their part of the table. */
    String partition();

    /** The person of a row; empty where its key is none of theirs. */
    Optional<Person> of(String row);
  }

  /** Everybody of a tenant of Entra's. */
  record OfTenant(TenantId tenant) implements Everybody {
    @Override
    public String home() {
      return tenant.value();
    }

    @Override
    public String partition() {
      return tenant.value();
    }

    @Override
    public Optional<Person> of(String row) {
      return ObjectId.parse(row).map(user -> new Subject(tenant, user));
    }
  }

  /** Everybody whom another issuer knows: the table has hashes alone, and no name of anybody. */
  record OfIssuer(String issuer) implements Everybody {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    @Override
    public String home() {
      return named(issuer);
    }

    @Override
    public String partition() {
      return Fingerprint.of(issuer);
    }

    @Override
    public Optional<Person> of(String row) {
      return Optional.of(row)
          .filter(it -> HASH.matcher(it).matches())
          .map(hash -> new ForeignPerson(partition(), hash));
    }

    static String named(String issuer) {
      return "the issuer " + issuer;
    }
  }
}
