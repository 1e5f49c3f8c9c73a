"""Writes databases of countries by address in MaxMind's format, from data of one's own.

    python3 tests/gateway/countries.py FILE 198.51.100.0/24=IN 2001:db8:1::/48=DE
"""

import ipaddress
import sys

RECORD_BYTES = 3
METADATA = b"\xab\xcd\xefMaxMind.com"
UINT16, UINT32, MAP, TEXT = 5, 6, 7, 2
# Types beyond seven stand in a byte of their own, less seven.
EXTENDED_UINT64, EXTENDED_ARRAY = 2, 4


def text(value):
    return bytes([TEXT << 5 | len(value)]) + value.encode()


def number(kind, value):
    size = (value.bit_length() + 7) // 8
    return bytes([kind << 5 | size]) + value.to_bytes(size, "big")


def long_number(value):
    size = (value.bit_length() + 7) // 8
    return bytes([size, EXTENDED_UINT64]) + value.to_bytes(size, "big")


def mapping(**members):
    pairs = b"".join(text(name) + value for name, value in members.items())
    return bytes([MAP << 5 | len(members)]) + pairs


def path_of(network):
    """The bits of a network in a tree of IPv6, in which IPv4 begins with 96 zeros."""
    bits = f"{int(network.network_address):0{network.max_prefixlen}b}"[:network.prefixlen]
    return "0" * (128 - network.max_prefixlen) + bits


def tree_of(networks):
    """Nodes [left, right]: a number names another node, a text a country, None nothing."""
    nodes = [[None, None]]
    for network, country in sorted(networks.items(), key=lambda item: item[0].prefixlen):
        at, path = 0, path_of(network)
        for bit in path[:-1]:
            if not isinstance(nodes[at][int(bit)], int):
                # A wider network was here: it goes on holding below.
                nodes.append([nodes[at][int(bit)]] * 2)
                nodes[at][int(bit)] = len(nodes) - 1
            at = nodes[at][int(bit)]
        nodes[at][int(path[-1])] = country
    return nodes


def database(countries):
    """The bytes of a database of {"198.51.100.0/24": "IN"}."""
    networks = {ipaddress.ip_network(name): code for name, code in countries.items()}
    nodes = tree_of(networks)
    data, places = b"", {}
    for code in sorted(set(networks.values())):
        places[code] = len(data)
        data += mapping(country=mapping(iso_code=text(code)))

    def record(value):
        if isinstance(value, str):
            value = len(nodes) + 16 + places[value]
        return (len(nodes) if value is None else value).to_bytes(RECORD_BYTES, "big")

    tree = b"".join(record(side) for node in nodes for side in node)
    described = mapping(
        binary_format_major_version=number(UINT16, 2), binary_format_minor_version=number(UINT16, 0),
        build_epoch=long_number(1), database_type=text("Made-Up-Country"),
        description=mapping(en=text("Made up for tests")), ip_version=number(UINT16, 6),
        languages=bytes([1, EXTENDED_ARRAY]) + text("en"),
        node_count=number(UINT32, len(nodes)), record_size=number(UINT16, RECORD_BYTES * 8))
    return tree + bytes(16) + data + METADATA + described


def main(arguments):
    file, *pairs = arguments
    with open(file, "wb") as out:
        out.write(database(dict(pair.split("=") for pair in pairs)))


if __name__ == "__main__":
    main(sys.argv[1:])
