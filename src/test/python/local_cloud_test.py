"""Microsoft's clients in Python, unchanged, against a local cloud that is up.

BROKER and ENTRA are the addresses that ./mvnw -Plocal prints. .ci/python starts one and runs this.
"""

import asyncio
import contextlib
import html
import io
import logging
import os
import pathlib
import re
import ssl
import unittest
import urllib.parse
import urllib.request
from datetime import timedelta

import jwt
import msal
import requests
from azure.communication.chat import CommunicationTokenCredential
from azure.communication.identity import CommunicationTokenScope, CommunicationUserIdentifier
from azure.communication.identity import CommunicationIdentityClient as IdentityClient
from azure.communication.identity.aio import CommunicationIdentityClient as AioIdentityClient
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError
from azure.core.exceptions import ResourceNotFoundError
from azure.data.tables import TableClient
from azure.identity import ClientSecretCredential, ManagedIdentityCredential, OnBehalfOfCredential
from azure.identity.aio import ManagedIdentityCredential as AioManagedIdentityCredential

BROKER = os.environ["BROKER"]
ENTRA = os.environ["ENTRA"]
PAGE = pathlib.Path(__file__).parents[3] / "docs/clients/python.md"

CONTOSO = "72aa62aa-dd7a-4ca7-8940-f9482b30e300"
FABRIKAM = "474b705f-2e49-4339-922d-6fed6b807490"
ADELE = "bcb2ef49-75df-4f72-aa17-6d4782335a19"
BROKER_API = "d2b1ccd9-6bb1-4d0b-9d0e-5d2d7a7f4d5e"
USER_ASSIGNED = "1b55071d-0f35-4333-97d8-d79e7dd4fd6f"
USER_ASSIGNED_PRINCIPAL = "8b8f3867-91fc-401d-8598-9a4b9e274bbc"

ACS = "https://auth.msft.communication.azure.com"
TEAMS = [f"{ACS}/Teams.ManageCalls", f"{ACS}/Teams.ManageChats"]
TEAMS_PHONE = [f"{ACS}/TeamsExtension.ManageCalls"]
ENTRA_USERS = ["https://communication.azure.com/clients/VoIP"]
GRAPH = ["https://graph.microsoft.com/User.Read"]
CALLER = [f"api://{BROKER_API}/access_as_user"]
ACS_RESOURCE = "https://communication.azure.com/.default"


def snippet(name):
    """Runs a snippet of the page, whose local cloud is the one under test."""
    code = re.search(rf"^```python\n# {re.escape(name)}\n(.*?)^```$", PAGE.read_text(), re.M | re.S)
    names = {"__name__": name}
    exec(compile(code[1].replace("http://localhost:7072", ENTRA), name, "exec"), names)
    return names


LOCAL = snippet("local_cloud.py")
CLOUD = LOCAL["cloud"]

# What is refused here is meant to be
logging.getLogger("azure").setLevel(logging.CRITICAL)


class Browser:
    """Opens pages of Entra's and picks a person on them."""

    def __init__(self):
        tls = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=LOCAL["ca"]))
        self.opener = urllib.request.build_opener(tls)

    def page(self, address, form=None):
        with self.opener.open(address, form, timeout=30) as answer:
            return answer.read().decode()

    def sign_in(self, address, user):
        """What the form has with which the application is called back."""
        links = re.findall(r'<a href="([^"]+)"', self.page(address))
        picked = "&" + urllib.parse.urlencode({"local_user": user})
        link = next(it for it in map(html.unescape, links) if it.endswith(picked))
        form = self.page(urllib.parse.urljoin(address, link))
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
        return {name: html.unescape(value) for name, value in fields}

    def confirm(self, page, code, user):
        """Enters a device's code and picks a person; the empty one declines."""
        form = urllib.parse.urlencode({"otc": code, "local_user": user}).encode()
        self.page(page, form)


def application():
    """One that nobody has signed in to."""
    return msal.PublicClientApplication(
        LOCAL["CLIENT_ID"],
        authority=CLOUD["authority"] + "/organizations",
        instance_discovery=False,
    )


def code_flow(app, scopes, **more):
    return app.initiate_auth_code_flow(
        scopes, redirect_uri="http://localhost", response_mode="form_post", **more
    )


def sign_in(scopes, user="adele@contoso.example", app=None, **more):
    """What MSAL makes of a sign-in by code, with PKCE."""
    app = app or application()
    flow = code_flow(app, scopes, **more)
    return app.acquire_token_by_auth_code_flow(flow, Browser().sign_in(flow["auth_uri"], user))


def claims(token):
    return jwt.decode(token, options={"verify_signature": False})


def verified(token, **expected):
    """The claims, where the tenant's keys have signed them."""
    keys = jwt.PyJWKClient(
        f"{CLOUD['authority']}/{CONTOSO}/discovery/v2.0/keys",
        ssl_context=ssl.create_default_context(cafile=LOCAL["ca"]),
    )
    key = keys.get_signing_key_from_jwt(token)
    return jwt.decode(token, key, algorithms=["RS256"], **expected)


def broker_api(tenant=CONTOSO):
    return msal.ConfidentialClientApplication(
        BROKER_API,
        authority=f"{CLOUD['authority']}/{tenant}",
        client_credential=CLOUD["brokerApiSecret"],
        instance_discovery=False,
    )


class SignInTest(unittest.TestCase):
    def test_by_code(self):
        result = sign_in(TEAMS)
        token = verified(result["access_token"], audience=ACS)
        self.assertEqual(token["oid"], ADELE)
        self.assertEqual(set(token["scp"].split()), {"Teams.ManageCalls", "Teams.ManageChats"})
        self.assertEqual(verified(result["id_token"], audience=LOCAL["CLIENT_ID"])["oid"], ADELE)

    def test_by_code_is_for_the_verifier_alone(self):
        app = application()
        flow = code_flow(app, TEAMS)
        back = Browser().sign_in(flow["auth_uri"], "adele@contoso.example")
        result = app.acquire_token_by_auth_code_flow({**flow, "code_verifier": "x" * 43}, back)
        self.assertEqual(result["error_codes"], [501481])

    def test_for_one_resource_at_a_time(self):
        result = sign_in(TEAMS + GRAPH)
        self.assertIn("AADSTS28000", result.get("error_description", ""))

    def test_for_another_resource_by_the_same_sign_in(self):
        app = application()
        sign_in(TEAMS, app=app)
        result = app.acquire_token_silent_with_error(TEAMS_PHONE, app.get_accounts()[0])
        self.assertEqual(claims(result["access_token"])["scp"], "TeamsExtension.ManageCalls")

    def test_that_says_how_long_ago(self):
        result = sign_in(TEAMS, max_age=3600)
        self.assertIn("auth_time", result["id_token_claims"].keys())

    def test_silently(self):
        app = application()
        first = sign_in(TEAMS, app=app)
        account = app.get_accounts(username="adele@contoso.example")[0]
        cached = app.acquire_token_silent_with_error(TEAMS, account)
        self.assertEqual(cached["access_token"], first["access_token"])
        fresh = app.acquire_token_silent_with_error(TEAMS, account, force_refresh=True)
        self.assertNotEqual(fresh["access_token"], first["access_token"])
        self.assertEqual(verified(fresh["access_token"], audience=ACS)["oid"], ADELE)

    def test_by_device_code(self):
        app = application()
        flow = app.initiate_device_flow(TEAMS)
        Browser().confirm(flow["verification_uri"], flow["user_code"], "adele@contoso.example")
        result = app.acquire_token_by_device_flow(flow)
        self.assertEqual(verified(result["access_token"], audience=ACS)["oid"], ADELE)

    def test_by_device_code_that_somebody_declines(self):
        app = application()
        flow = app.initiate_device_flow(TEAMS)
        Browser().confirm(flow["verification_uri"], flow["user_code"], "")
        result = app.acquire_token_by_device_flow(flow)
        self.assertEqual(result["error"], "authorization_declined")

    def test_with_azure_identity_as_the_page_has_it(self):
        class Person(io.StringIO):
            def write(self, text):
                told = re.search(r"(http\S+) .*enter the code (\w+)", text)
                if told:
                    Browser().confirm(told[1], told[2], "adele@contoso.example")
                return super().write(text)

        with contextlib.redirect_stdout(Person()):
            token = LOCAL["credential"].get_token(*TEAMS)
        self.assertEqual(verified(token.token, audience=ACS)["oid"], ADELE)

    def test_tokens_for_graph_are_for_graph_alone_to_verify(self):
        token = sign_in(GRAPH)["access_token"]
        self.assertIn("nonce", jwt.get_unverified_header(token))
        with self.assertRaises(jwt.InvalidSignatureError):
            verified(token, audience=claims(token)["aud"])


class OnBehalfOfTest(unittest.TestCase):
    def setUp(self):
        self.caller = sign_in(CALLER)["access_token"]

    def test_with_msal(self):
        result = broker_api().acquire_token_on_behalf_of(self.caller, TEAMS)
        token = verified(result["access_token"], audience=ACS)
        self.assertEqual((token["oid"], token["appid"]), (ADELE, BROKER_API))
        # MSAL asks for offline_access, always
        self.assertIn("refresh_token", result.keys())

    def test_with_azure_identity(self):
        credential = OnBehalfOfCredential(
            CONTOSO,
            BROKER_API,
            client_secret=CLOUD["brokerApiSecret"],
            user_assertion=self.caller,
            disable_instance_discovery=True,
        )
        token = credential.get_token(*TEAMS)
        self.assertEqual(verified(token.token, audience=ACS)["appid"], BROKER_API)

    def test_for_nobody_who_has_not_consented(self):
        caller = sign_in(CALLER, "henrietta@contoso.example")["access_token"]
        result = broker_api().acquire_token_on_behalf_of(caller, TEAMS)
        self.assertEqual((result["error"], result["error_codes"]), ("invalid_grant", [65001]))

    def test_for_no_user_of_another_tenant(self):
        result = broker_api(FABRIKAM).acquire_token_on_behalf_of(self.caller, TEAMS)
        self.assertEqual(result["error"], "invalid_grant")

    def test_for_itself(self):
        credential = ClientSecretCredential(
            CONTOSO, BROKER_API, CLOUD["brokerApiSecret"], disable_instance_discovery=True
        )
        token = claims(credential.get_token("https://graph.microsoft.com/.default").token)
        self.assertEqual((token["idtyp"], token["appid"]), ("app", BROKER_API))


class ManagedIdentityTest(unittest.TestCase):
    def identity(self, **which):
        token = ManagedIdentityCredential(**which).get_token(ACS_RESOURCE).token
        return claims(token)["appid"]

    def test_of_the_system(self):
        self.assertNotEqual(self.identity(), USER_ASSIGNED)

    def test_of_the_user_by_client_id(self):
        self.assertEqual(self.identity(client_id=USER_ASSIGNED), USER_ASSIGNED)

    def test_of_the_user_by_principal_id(self):
        config = {"object_id": USER_ASSIGNED_PRINCIPAL}
        self.assertEqual(self.identity(identity_config=config), USER_ASSIGNED)

    def test_that_is_none(self):
        for which in (
            {"client_id": ADELE},
            {"identity_config": {"object_id": ADELE}},
            {"identity_config": {"resource_id": "/subscriptions/none"}},
        ):
            with self.subTest(which), self.assertRaises(ClientAuthenticationError):
                self.identity(**which)


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
        stranger = CommunicationUserIdentifier(f"8:acs:{ADELE}_00000000-0000-0000-0000-000000000000")
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


if __name__ == "__main__":
    unittest.main()
