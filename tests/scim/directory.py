"""What a directory sends: requests of SCIM with a token."""

import http.client
import json
import urllib.parse

from bank import PASSWORD

CORE = "urn:ietf:params:scim:schemas:core:2.0:"
USER, GROUP = CORE + "User", CORE + "Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
MESSAGES = "urn:ietf:params:scim:api:messages:2.0:"


class Reply:
    def __init__(self, status, headers, content):
        self.status, self.headers, self.content = status, headers, content
        self.json = json.loads(content) if content else None

    def __getitem__(self, name):
        return self.json[name]


class Directory:
    def __init__(self, url, token):
        self.url = urllib.parse.urlsplit(url)
        self.token = token

    def send(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)
        fields = {"Authorization": f"Bearer {self.token}"} | (headers or {})
        if body is not None:
            fields.setdefault("Content-Type", "application/scim+json")
            body = body if isinstance(body, (bytes, str)) else json.dumps(body)
        try:
            connection.request(method, "/scim/v2" + path, body=body,
                               headers={name: text for name, text in fields.items() if text})
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before it was all sent: the reply says why
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return Reply(reply.status, reply.headers, content)

    def get(self, path, **query):
        text = urllib.parse.urlencode(query)
        return self.send("GET", f"{path}?{text}" if text else path)

    def add_user(self, user_name, **more):
        reply = self.send("POST", "/Users", {"schemas": [USER], "userName": user_name} | more)
        assert reply.status == 201, reply.json
        return reply.json

    def add_group(self, name, members=()):
        reply = self.send("POST", "/Groups", {
            "schemas": [GROUP], "displayName": name,
            "members": [{"value": member} for member in members]})
        assert reply.status == 201, reply.json
        return reply.json

    def patch(self, path, *operations, headers=None):
        return self.send("PATCH", path, {"schemas": [MESSAGES + "PatchOp"],
                                         "Operations": list(operations)}, headers)

    def found(self, filter, path="/Users", name="userName"):
        reply = self.get(path, filter=filter)
        assert reply.status == 200, reply.json
        return sorted(one[name] for one in reply["Resources"])

    def members(self, group):
        reply = self.get(f"/Groups/{group}")
        return {member["value"] for member in reply.json.get("members", [])}


def fault(reply):
    assert reply.headers["Content-Type"] == "application/scim+json"
    assert reply["schemas"] == [MESSAGES + "Error"]
    assert reply["status"] == str(reply.status)
    return reply.status, reply.json.get("scimType")


def make_directory(tenant, role="member"):
    token = tenant.owner.scim_tokens_create(name="Directory", role=role)
    made = Directory(tenant.api.url, token["secret"])
    made.token_id = token["id"]
    made.tenant = tenant
    return made


def add_user(tenant, name, role="member"):
    """A member made by hand: (id, address)."""
    email = f"{name}@{tenant.slug}.example"
    user = tenant.owner.users_add(email=email, name=name.title(), password=PASSWORD, role=role)
    return user["id"], email
