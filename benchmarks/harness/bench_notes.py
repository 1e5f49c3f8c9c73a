"""The requests of the bench operations, the same for us and for the peers."""

import http.client
import json

PING = "/api/v1/bench/ping"
ECHO = "/api/v1/bench/echo"
NOTES = "/api/v1/bench/notes"
JSON_HEADERS = ["Content-Type: application/json"]

ECHO_BODY = json.dumps({
    "id": "ord_01h455vb4pex5vsknk084sn02q",
    "name": "Forty bags of roasted coffee",
    "currency": "INR",
    "quantity": 40,
    "price": "1234.50",
    "active": True,
    "tags": ["wholesale", "fragile", "prepaid"],
    "address": {"street": "1 Harbour Road", "city": "Sample City", "zip": "400001",
                "country": "IN"},
    "note": "Deliver on a weekday before noon, please.",
    "created_at": "2026-11-21T09:00:00Z"}, separators=(",", ":"))

NEW_NOTE = {
    "method": "POST",
    "body": '{"text":"Note {{number}} of a bench run, about as long as people write."}'}
NOTE_HEADERS = [*JSON_HEADERS, "Idempotency-Key: {{id}}"]
READ_NOTES = 10_000  # rows that reads by key pick from


def make_notes(port, authorisation, count, file):
    """Writes `count` notes over one connection and their ids into `file`, a line each."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": authorisation, "Content-Type": "application/json"}
    with open(file, "w", encoding="ascii") as ids:
        for number in range(count):
            connection.request("POST", NOTES, json.dumps({"text": f"Note {number} to be read"}),
                               headers | {"Idempotency-Key": f"read-{number}"})
            answer = connection.getresponse()
            note = json.loads(answer.read())
            if answer.status != 201:
                raise RuntimeError(f"POST {NOTES}: {answer.status} {note}")
            ids.write(note["id"] + "\n")
    connection.close()
