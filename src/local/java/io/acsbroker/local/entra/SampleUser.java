package io.acsbroker.local.entra;

/**
 * A user as one organisation sees them. A guest is another user, with another object id, than the
 * same person at home.
 *
 * @param name for people to read
 * @param userName the user principal name, with {@code #EXT#} for a guest
 * @param organisation the tenant that issues their tokens
 * @param objectId their {@code oid} in that tenant, a GUID in lower case
 * @param teamsLicence whether that tenant has given them a Teams licence
 * @param guest whether they are at home in another tenant
 * @param membership their roles and groups, as the broker's API sees them
 */
public record SampleUser(
    String name,
    String userName,
    Organisation organisation,
    String objectId,
    boolean teamsLicence,
    boolean guest,
    Membership membership) {
  /** What they are called at home: lidia_fabrikam.example#EXT#@… is lidia@fabrikam.example. */
  public String homeName() {
    int end = userName.indexOf("#EXT#");
    if (!guest || end < 0) {
      return userName;
    }
    String name = userName.substring(0, end);
    int at = name.lastIndexOf('_');
    return name.substring(0, at) + "@" + name.substring(at + 1);
  }

  /** The same user with other roles and groups. */
  SampleUser with(Membership newMembership) {
    return new SampleUser(
        name, userName, organisation, objectId, teamsLicence, guest, newMembership);
  }
}
