"""Identities, exchanges and tables by Microsoft's clients."""

import asyncio
import unittest
from datetime import timedelta

import requests
from azure.communication.chat import CommunicationTokenCredential
from azure.communication.identity import CommunicationIdentityClient as IdentityClient
from azure.communication.identity import CommunicationTokenScope, CommunicationUserIdentifier
from azure.communication.identity.aio import CommunicationIdentityClient as AioIdentityClient
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceNotFoundError,
)
from azure.data.tables import TableClient
from azure.identity import ManagedIdentityCredential
from azure.identity.aio import ManagedIdentityCredential as AioManagedIdentityCredential
from local_cloud import (
    ADELE,
    BROKER,
    CLOUD,
    CONTOSO,
    ENTRA_USERS,
    LOCAL,
    TEAMS,
    TEAMS_PHONE,
    application,
    claims,
    sign_in,
    snippet,
)

SCOPES = [CommunicationTokenScope.CHAT, CommunicationTokenScope.VOIP]


class IdentitiesTest(unittest.TestCase):
    def assert_token(self, token, user, scopes="chat,voip"):
        told = claims(token.token)
        self.assertEqual(told["skypeid"], user.properties["id"].removeprefix("8:"))
        self.assertEqual(set(told["acsScope"].split(",")), set(scopes.split(",")))
        credential = CommunicationTokenCredential(token.token)
        self.assertEqual(credential.get_token().expires_on, told["exp"])

    def every_call(self, client):
        user = client.create_user()
        token = client.get_token(user, [CommunicationTokenScope.VOIP])
        self.assert_token(token, user, "voip")
        another, first = client.create_user_and_token(SCOPES)
        self.assert_token(first, another)
        client.revoke_tokens(another)
        self.assertNotEqual(client.get_token(another, SCOPES).token, first.token)
        for gone in (user, another):
            client.delete_user(gone)
            with self.assertRaises(HttpResponseError):
                client.get_token(gone, SCOPES)

    async def every_call_aio(self, client):
        async with client:
            user = await client.create_user()
            token = await client.get_token(user, [CommunicationTokenScope.VOIP])
            self.assert_token(token, user, "voip")
            another, first = await client.create_user_and_token(SCOPES)
            self.assert_token(first, another)
            await client.revoke_tokens(another)
            self.assertNotEqual((await client.get_token(another, SCOPES)).token, first.token)
            for gone in (user, another):
                await client.delete_user(gone)
                with self.assertRaises(HttpResponseError):
                    await client.get_token(gone, SCOPES)

    def test_with_the_connection_string_as_the_page_has_it(self):
        self.every_call(LOCAL["identities"])

    def test_with_the_managed_identity(self):
        endpoint = CLOUD["connectionString"].split(";")[0].removeprefix("endpoint=")
        self.every_call(IdentityClient(endpoint, ManagedIdentityCredential()))

    def test_asynchronously_with_the_connection_string(self):
        client = AioIdentityClient.from_connection_string(CLOUD["connectionString"])
        asyncio.run(self.every_call_aio(client))

    def test_asynchronously_with_the_managed_identity(self):
        async def run():
            endpoint = CLOUD["connectionString"].split(";")[0].removeprefix("endpoint=")
            async with AioManagedIdentityCredential() as credential:
                await self.every_call_aio(AioIdentityClient(endpoint, credential))

        asyncio.run(run())

    def test_refuses_another_key(self):
        endpoint = CLOUD["connectionString"].split(";")[0]
        client = IdentityClient.from_connection_string(endpoint + ";accesskey=bm9uZQ==")
        with self.assertRaises(ClientAuthenticationError):
            client.create_user()

    def test_lets_a_token_live_as_long_as_is_asked_for(self):
        user = LOCAL["identities"].create_user()
        token = LOCAL["identities"].get_token(user, SCOPES, token_expires_in=timedelta(hours=2))
        told = claims(token.token)
        self.assertEqual(told["exp"] - told["iat"], 7200)

    def test_knows_no_identity_of_another_resource(self):
        stranger = CommunicationUserIdentifier(
            f"8:acs:{ADELE}_00000000-0000-0000-0000-000000000000"
        )
        with self.assertRaises(HttpResponseError):
            LOCAL["identities"].get_token(stranger, SCOPES)

    def test_of_a_teams_user(self):
        entra = sign_in(TEAMS)["access_token"]
        token = LOCAL["identities"].get_token_for_teams_user(entra, LOCAL["CLIENT_ID"], ADELE)
        self.assertEqual(claims(token.token)["skypeid"], f"orgid:{ADELE}")


class ExchangeTest(unittest.TestCase):
    def exchange(self, route, scopes):
        answer = requests.post(
            f"{BROKER}/api/token/{route}",
            headers={"Authorization": "Bearer " + sign_in(scopes)["access_token"]},
            timeout=30,
        )
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer.json()

    def assert_credential(self, answer):
        with CommunicationTokenCredential(answer["token"]) as credential:
            self.assertAlmostEqual(
                credential.get_token().expires_on, claims(answer["token"])["exp"], delta=1
            )

    def test_of_a_teams_user_by_the_snippet(self):
        app = application()
        sign_in(TEAMS, app=app)
        token = snippet("teams_tokens.py")["TeamsTokens"](app, BROKER).token()
        self.assertEqual(token.user_id, f"8:orgid:{ADELE}")
        self.assertEqual(CommunicationTokenCredential(token.token).get_token().token, token.token)

    def test_of_a_teams_user(self):
        self.assert_credential(self.exchange("teams", TEAMS))

    def test_for_teams_phone(self):
        self.assert_credential(self.exchange("teams-phone", TEAMS_PHONE))

    def test_of_an_entra_user_whose_token_acs_alone_can_read(self):
        token = self.exchange("entra", ENTRA_USERS)["token"]
        with self.assertRaisesRegex(ValueError, "Token is not formatted correctly"):
            CommunicationTokenCredential(token)


class TablesTest(unittest.TestCase):
    def test_keep_rows_for_the_managed_identity(self):
        row = {"PartitionKey": CONTOSO, "RowKey": ADELE, "Identity": "8:acs:nobody"}
        client = TableClient(
            CLOUD["tableEndpoint"],
            "AcsIdentities",
            credential=ManagedIdentityCredential(),
            audience="https://storage.azure.com",
        )
        with client:
            client.create_entity(row)
            self.assertEqual(client.get_entity(CONTOSO, ADELE)["Identity"], "8:acs:nobody")
            client.delete_entity(CONTOSO, ADELE)
            with self.assertRaises(ResourceNotFoundError):
                client.get_entity(CONTOSO, ADELE)
