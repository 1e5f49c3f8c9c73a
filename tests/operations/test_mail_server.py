"""Mail of the real program to a real mail server, which is away for a while."""

import email
import email.policy
import socketserver
import threading
import time

from bank import sign_in
from server import free_port


class Conversation(socketserver.StreamRequestHandler):
    """Takes one mail after another, as a mail server without TLS does."""

    def handle(self):
        self.say("220 test server")
        for line in self.rfile:
            command = line.decode("ascii").strip()
            if command == "DATA":
                self.say("354 go on")
                self.server.mails.append(self.message())
            if command == "QUIT":
                return
            self.say("250 ok")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode("ascii"))

    def message(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port):
        self.mails = []
        super().__init__(("127.0.0.1", port), Conversation)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()


def until(condition, seconds=90):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it has not come true"
        time.sleep(0.1)


def serve(installation, port, **arguments):
    return installation.serve(
        options=["--mail-url", f"smtp+plain://127.0.0.1:{port}", "--mail-from",
                 "Beispielbank München <no-reply@example.com>"], **arguments)


def test_mail_survives_a_kill_and_a_mail_server_that_is_away(installation):
    port = free_port()
    server = serve(installation, port)
    credentials = server.demo["operator"]
    operator = sign_in(server.url, credentials["email"], credentials["password"])
    mail = operator.platform_mail_test(to="ann@example.com")["id"]
    until(lambda: operator.platform_mail_get(id=mail)["tries"] == 1)
    waiting = operator.platform_mail_get(id=mail)
    assert waiting["state"] == "queued"
    assert "connect" in waiting["answer"]
    server.process.kill()
    server.process.wait()

    with MailServer(port) as mail_server:
        server = serve(installation, port, demo=False)
        operator = sign_in(server.url, credentials["email"], credentials["password"])
        until(lambda: operator.platform_mail_get(id=mail)["state"] == "sent")
        message, = mail_server.mails
        mail_server.shutdown()
    assert message["To"].addresses[0].addr_spec == "ann@example.com"
    assert message["From"].addresses[0].display_name == "Beispielbank München"
    assert message["Message-ID"] == f"<{mail.removeprefix('mail_')}@example.com>"
    assert "works" in message["Subject"]
    plain, html = message.iter_parts()
    assert "asked for this test mail" in plain.get_content()
    assert html.get_content().startswith("<p>")
    assert "text" not in operator.platform_mail_get(id=mail)


def test_flags_that_cannot_work_are_refused(installation):
    for options, words in (
            (["--mail-url", "smtp://mail.example.com"], "--mail-from is needed"),
            (["--mail-from", "nobody"], "--mail-from must be like"),
            (["--mail-url", "http://x", "--mail-from", "a@example.com"], "--mail-url must begin")):
        refused = installation.try_to("serve", "--data", installation.path("no"), *options)
        assert refused.returncode != 0
        assert words in refused.stdout + refused.stderr
