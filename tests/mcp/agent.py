"""An agent as its client sends it: requests that stand alone, and sessions."""

import json
import urllib.error
import urllib.request

VERSION = "2026-07-28"
NAMED = {"tools/call": "name", "prompts/get": "name", "resources/read": "uri"}
META = "io.modelcontextprotocol/"


class Refused(Exception):
    """A JSON-RPC error."""

    def __init__(self, status, error):
        super().__init__(f"{status} {error}")
        self.status, self.error = status, error


def post(url, body, headers):
    """Status, fields and text of a reply."""
    request = urllib.request.Request(url, json.dumps(body).encode(), {
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream"} | headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            return reply.status, reply.headers, reply.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read().decode()


class Agent:
    """Speaks the stateless version. `says`: what the person answers, None: it cannot ask."""

    def __init__(self, url, secret, name="agent under test", says=None):
        self.url = url + "/mcp"
        self.secret = secret
        self.name = name
        self.says = says
        self.asked = []

    def send(self, method, params=None, meta=None):
        capabilities = {} if self.says is None else {"elicitation": {}}
        params = dict(params or {})
        params["_meta"] = {META + "protocolVersion": VERSION,
                           META + "clientInfo": {"name": self.name, "version": "7"},
                           META + "clientCapabilities": capabilities} | (meta or {})
        headers = {"MCP-Protocol-Version": VERSION, "Mcp-Method": method,
                   "Authorization": f"Bearer {self.secret}"}
        if method in NAMED:
            headers["Mcp-Name"] = params[NAMED[method]]
        status, _, text = post(self.url, {"jsonrpc": "2.0", "id": 1, "method": method,
                                          "params": params}, headers)
        reply = json.loads(text)
        if "error" in reply:
            raise Refused(status, reply["error"])
        assert status == 200, (status, text)
        return reply["result"]

    def ask(self, method, params=None, meta=None):
        """The result, with answers where it asks for them."""
        result = self.send(method, params, meta)
        if result["resultType"] != "input_required":
            return result
        answers = {}
        for key, request in result["inputRequests"].items():
            self.asked.append(request["params"]["message"])
            answers[key] = self.says
        return self.send(method, dict(params) | {"inputResponses": answers,
                                                 "requestState": result["requestState"]}, meta)

    def call(self, tool, meta=None, **arguments):
        return self.ask("tools/call", {"name": tool, "arguments": arguments}, meta)

    def tools(self):
        found, cursor = [], {}
        while True:
            page = self.send("tools/list", cursor)
            found += page["tools"]
            if "nextCursor" not in page:
                return found
            cursor = {"cursor": page["nextCursor"]}


YES = {"action": "accept", "content": {"confirm": True}}
NO = {"action": "decline"}
