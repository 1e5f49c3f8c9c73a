"""OAuth clients by self-service."""

import pytest
from client import Problem
from oauth import App


def make(tenant, **settings):
    return tenant.owner.oauth_clients_create(
        **({"name": "App", "authentication": "client_secret",
            "grant_types": ["client_credentials"], "scopes": ["users:read"]} | settings))


def test_a_secret_is_shown_once_and_rotates_with_overlap(tenant):
    app = App(tenant, grant_types=["client_credentials"], scopes=["users:read"])
    assert app.secret.startswith("ocs_")
    assert "secret" not in tenant.owner.oauth_clients_get(id=app.id)
    before = app.secret
    app.secret = tenant.owner.oauth_clients_rotate_secret(id=app.id)["secret"]
    assert app.token("client_credentials").status == 200
    app.secret = before
    assert app.token("client_credentials").status == 200
    tenant.owner.oauth_clients_rotate_secret(id=app.id)
    assert app.token("client_credentials")["error"] == "invalid_client"


def test_a_client_is_changed_and_its_tokens_with_it(tenant):
    app = App(tenant, grant_types=["client_credentials"], scopes=["users:read", "api_keys:read"])
    api = app.bearer(app.token("client_credentials")["access_token"])
    assert api.users_list()["items"]
    tenant.owner.oauth_clients_change(id=app.id, scopes=["api_keys:read"], name="Other")
    with pytest.raises(Problem) as refused:
        api.users_list()
    assert refused.value.status == 403
    assert api.api_keys_list()["items"]


def test_a_client_is_removed_and_its_tokens_with_it(tenant):
    app = App(tenant)
    tokens = app.sign_in(tenant.owner, scope="openid users:read")
    tenant.owner.oauth_clients_remove(id=app.id)
    with pytest.raises(Problem) as refused:
        app.bearer(tokens["access_token"]).users_list()
    assert refused.value.status == 401
    assert app.token("refresh_token", refresh_token="x")["error"] == "invalid_client"


def test_nobody_gives_a_client_more_than_they_may_do(tenant):
    api, _ = tenant.key_client(scopes=["oauth_clients:read", "oauth_clients:write"])
    with pytest.raises(Problem) as refused:
        api.oauth_clients_create(name="App", authentication="client_secret",
                                 grant_types=["client_credentials"], scopes=["users:write"])
    assert refused.value.status == 403
    with pytest.raises(Problem) as refused:
        tenant.user_client("member").oauth_clients_list()
    assert refused.value.status == 403


@pytest.mark.parametrize("settings, fault", [
    ({"redirect_uris": ["http://app.example/"]}, ("/redirect_uris/0", "invalid")),
    ({"redirect_uris": ["https://*.example/"]}, ("/redirect_uris/0", "invalid")),
    ({"redirect_uris": ["com.example.app:/callback"]}, ("/redirect_uris/0", "invalid")),
    ({"grant_types": ["authorization_code"]}, ("/redirect_uris", "required")),
    ({"grant_types": []}, ("/grant_types", "required")),
    ({"authentication": "none"}, ("/grant_types", "needs_authentication")),
    ({"authentication": "private_key_jwt"}, ("/jwks", "required")),
    ({"jwks": "{}"}, ("/jwks", "excluded")),
    ({"scopes": ["no.such:permission"]}, ("/scopes", "unknown_value")),
])
def test_a_wrong_client_is_not_made(tenant, settings, fault):
    with pytest.raises(Problem) as refused:
        make(tenant, **settings)
    assert fault in refused.value.faults


def test_clients_of_others_do_not_exist(tenant, other_tenant):
    app = App(tenant)
    for operation in (other_tenant.owner.oauth_clients_get, other_tenant.owner.oauth_clients_remove,
                      other_tenant.owner.oauth_clients_rotate_secret):
        with pytest.raises(Problem) as refused:
            operation(id=app.id)
        assert refused.value.status == 404
    assert app.id not in [c["id"] for c in other_tenant.owner.oauth_clients_list()["items"]]
