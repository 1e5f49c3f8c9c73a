"""An authority and what it signs, made by the openssl program in a folder of the test."""

import os
import ssl
import subprocess


def openssl(*arguments, given=""):
    result = subprocess.run(["openssl", *arguments], input=given, capture_output=True, text=True,
                            timeout=60, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


class Authority:
    """Signs for 127.0.0.1 and localhost; files lie in `folder`."""

    def __init__(self, folder, name="authority"):
        self.folder = folder
        self.certificate, self.key = self.path(f"{name}.pem"), self.path(f"{name}-key.pem")
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-subj", f"/CN={name}", "-days", "30", "-keyout", self.key,
                "-out", self.certificate)

    def path(self, name):
        return os.path.join(self.folder, name)

    def issue(self, name, days=30, into=None):
        """Files of a certificate and its key, written in one step each; `into` names them."""
        into = into or name
        request, key, certificate = (self.path(f"{into}{end}")
                                     for end in ("-request.pem", "-key.pem", ".pem"))
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-subj", f"/CN={name}", "-keyout", key + ".next", "-out", request)
        extensions = self.path("extensions.cnf")
        with open(extensions, "w", encoding="ascii") as file:
            file.write("subjectAltName=IP:127.0.0.1,DNS:localhost\n"
                       "extendedKeyUsage=serverAuth,clientAuth\n")
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key,
                "-CAcreateserial", "-days", str(days), "-extfile", extensions,
                "-out", certificate + ".next")
        os.replace(key + ".next", key)
        os.replace(certificate + ".next", certificate)
        return certificate, key

    def client(self, pair=None, highest=None):
        """The context of a client that trusts this authority and shows `pair`."""
        context = ssl.create_default_context(cafile=self.certificate)
        if highest:
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            context.maximum_version = highest
        if pair:
            context.load_cert_chain(*pair)
        return context
