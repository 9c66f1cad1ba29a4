package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventedUsersTest {
  private static final SampleUser USER = InventedUsers.number(0x1234_5678);

  @Test
  void areLicensedAndFoundByTheirObjectId() {
    assertTrue(USER.teamsLicence());
    assertEquals("10ad0000-0000-4000-8000-000012345678", USER.objectId());
    assertEquals(Optional.of(USER), found(SampleDirectory.CONTOSO, USER.objectId()));
    assertNotEquals(USER, InventedUsers.number(1));
  }

  @Test
  void areInOneOrganisationAndInNoList() {
    assertEquals(SampleDirectory.FABRIKAM, InventedUsers.number(7).organisation());
    assertEquals(Optional.empty(), found(SampleDirectory.FABRIKAM, USER.objectId()));
    assertEquals(Optional.empty(), found(SampleDirectory.CONTOSO, USER.objectId() + "0"));
    assertEquals(Optional.empty(), SampleDirectory.DIRECTORY.byUserName(USER.userName()));
  }

  private static Optional<SampleUser> found(Organisation organisation, String objectId) {
    return SampleDirectory.DIRECTORY.byObjectId(organisation.tenantId(), objectId);
  }
}
