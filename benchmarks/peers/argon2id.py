"""How many passwords one core verifies in a second with libsodium alone: Argon2id of 7 MiB, 5 passes.

    argon2id.py SECONDS
"""

import ctypes
import sys
import time

PASSES, MEMORY = 5, 7 * 1024 * 1024
PASSWORD = b"a password for benches"


def main():
    sodium = ctypes.CDLL("libsodium.so.23")
    if sodium.sodium_init() < 0:
        sys.exit("libsodium does not start")
    encoded = ctypes.create_string_buffer(128)
    if sodium.crypto_pwhash_str(encoded, PASSWORD, ctypes.c_ulonglong(len(PASSWORD)),
                                ctypes.c_ulonglong(PASSES), ctypes.c_size_t(MEMORY)) != 0:
        sys.exit("out of memory")
    count, began = 0, time.monotonic()
    while time.monotonic() - began < float(sys.argv[1]):
        if sodium.crypto_pwhash_str_verify(encoded, PASSWORD,
                                           ctypes.c_ulonglong(len(PASSWORD))) != 0:
            sys.exit("the password is wrong")
        count += 1
    print(count / (time.monotonic() - began))


main()
