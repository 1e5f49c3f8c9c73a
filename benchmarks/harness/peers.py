"""The servers of others, as fast as they can be set up."""

import pathlib

from harness.machine import BENCHMARKS, SERVER_CPU, node, peer_programs, tool
from harness.process import Process, free_port

NGINX_CONFIGURATION = """
daemon off;
pid {directory}/nginx.pid;
error_log stderr crit;
worker_processes 1;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path {directory}/body;
  proxy_temp_path {directory}/proxy;
  fastcgi_temp_path {directory}/fastcgi;
  uwsgi_temp_path {directory}/uwsgi;
  scgi_temp_path {directory}/scgi;
  server {{
    listen 127.0.0.1:{port}{tls};
    location / {{ default_type application/json; return 200 '{{"ok":true}}'; }}
  }}
}}
"""


class Peer:
    """A peer pinned to the servers' processor; `url` is where it listens."""

    def __init__(self, command, log, environment=None, port=None):
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = Process([word if word != "PORT" else self.port for word in command], log,
                               cpu=SERVER_CPU, environment=environment)

    def __enter__(self):
        self.process.wait_for_port(self.port)
        return self

    def __exit__(self, *_):
        self.process.stop()


# The same certificate, versions and tickets as ours.
NGINX_TLS = """ ssl;
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    ssl_protocols TLSv1.3;
    ssl_session_tickets on"""


def nginx(directory, pair=None):
    """nginx with one worker that answers every request with a constant; with TLS when given the
    files of a certificate and its key."""
    directory = pathlib.Path(directory)
    port = free_port()
    configuration = directory / "nginx.conf"
    tls = NGINX_TLS.format(certificate=pair[0], key=pair[1]) if pair else ""
    configuration.write_text(NGINX_CONFIGURATION.format(directory=directory, port=port, tls=tls))
    return Peer([tool("nginx", "nginx-light"), "-p", directory, "-c", configuration],
                directory / "nginx.log", port=port)


# A key is looked up in a map, and each key has a limit; routes are exact, as ours mostly are.
NGINX_GATEWAY = """
daemon off;
pid {directory}/nginx.pid;
error_log stderr crit;
worker_processes 1;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path {directory}/body;
  proxy_temp_path {directory}/proxy;
  fastcgi_temp_path {directory}/fastcgi;
  uwsgi_temp_path {directory}/uwsgi;
  scgi_temp_path {directory}/scgi;
  map_hash_bucket_size 128;
  map $http_authorization $known {{ default ""; "Bearer {api_key}" "key"; }}
  map $known $tenant {{ default ""; "key" "tenant"; }}
  limit_req_zone $tenant zone=tenant:1m rate=1000000r/s;
  limit_req_zone $known zone=key:1m rate=1000000r/s;
  limit_req_status 429;
  server {{
    listen 127.0.0.1:{port}{tls};
    limit_req zone=tenant burst=100000 nodelay;
    limit_req zone=key burst=100000 nodelay;
    if ($known = "") {{ return 401; }}
    default_type application/json;
    root {directory};
{routes}
  }}
}}
"""


def nginx_gateway(directory, pair, api_key):
    """nginx with one worker, TLS, a map of API keys, two limits and a hundred routes. They answer
    from a file: `return` would answer before limit_req is asked."""
    directory = pathlib.Path(directory)
    port = free_port()
    (directory / "ok.json").write_text('{"ok":true}')
    paths = ["/api/v1/bench/ping", *(f"/api/v1/route{i}/part" for i in range(1, 100))]
    routes = "\n".join(f"    location = {path} {{ try_files /ok.json =404; }}" for path in paths)
    configuration = directory / "nginx-gateway.conf"
    configuration.write_text(NGINX_GATEWAY.format(
        directory=directory, port=port, api_key=api_key, routes=routes,
        tls=NGINX_TLS.format(certificate=pair[0], key=pair[1])))
    return Peer([tool("nginx", "nginx-light"), "-p", directory, "-c", configuration],
                directory / "nginx-gateway.log", port=port)


def fastify_gateway(directory, pair, api_key):
    """Fastify with TLS, a map of hashed API keys, two limits and a hundred routes."""
    return _node_peer("gateway_fastify.mjs", directory, *map(str, pair), api_key)


def fastify(directory):
    return _node_peer("fastify_server.mjs", directory)


def express(directory):
    return _node_peer("express_server.mjs", directory)


def ws(directory):
    return _node_peer("ws_server.mjs", directory)


def mercurius(directory, socket, connections):
    """Fastify with Mercurius on the database of a Sangam that is there (mercurius_server.mjs)."""
    return _node_peer("mercurius_server.mjs", directory, str(connections), environment={
        "PGHOST": str(socket), "PGUSER": "sangam_root", "PGDATABASE": "sangam"})


def oidc_provider(directory):
    return _node_peer("oidc_provider.mjs", directory)


def make_durable_database(cluster):
    cluster.psql("-c", "CREATE DATABASE bench")
    cluster.psql("-f", BENCHMARKS / "peers" / "durable_schema.sql", database="bench")


def fastify_pg(directory, cluster, connections, mode):
    """The durable command server; `mode` is awaited or pipelined (durable_server.mjs)."""
    return _node_peer("durable_server.mjs", directory, str(connections), mode, environment={
        "PGHOST": str(cluster.socket), "PGUSER": "bench_app", "PGDATABASE": "bench"})


def _node_peer(script, directory, *arguments, environment=None):
    return Peer([node(), peer_programs() / script, "PORT", *arguments],
                pathlib.Path(directory) / f"{script}.log",
                {"NODE_ENV": "production"} | (environment or {}))
