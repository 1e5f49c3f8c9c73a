# For ./run: starting the built server and waiting for it. Sourced, with the repository as folder.

# A port of the loopback address that nobody listens on now.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# start_server DATA PORT LOG: sets server_pid. LOG is a file, or empty for this terminal.
start_server() {
  local data=$1 port=$2 log=$3
  local command=(build/dev/sangam serve --data "$data" --listen "127.0.0.1:$port" --demo)
  if [ -d web/console/dist ]; then
    command+=(--console web/console/dist)
  fi
  if [ -n "$log" ]; then
    "${command[@]}" >"$log" 2>&1 &
  else
    "${command[@]}" &
  fi
  server_pid=$!
}

# wait_until_ready PORT DATA: until the server answers that it is ready and has written its demo
# sign-in; fails when it stops or takes longer than a minute.
wait_until_ready() {
  local port=$1 data=$2 deadline=$((SECONDS + 60))
  until [ -f "$data/demo.json" ] &&
    curl --silent --fail --max-time 2 --output /dev/null "http://127.0.0.1:$port/health/ready"; do
    if ! kill -0 "$server_pid" 2>/dev/null; then
      echo "The server stopped before it was ready." >&2
      return 1
    fi
    if [ "$SECONDS" -ge "$deadline" ]; then
      echo "The server is not ready after a minute." >&2
      return 1
    fi
    sleep 0.1
  done
}

# Asks the server to drain and stop, and waits for it.
stop_server() {
  [ -n "${server_pid:-}" ] || return 0
  kill -TERM "$server_pid" 2>/dev/null || true
  wait "$server_pid" || true
  server_pid=
}

# demo_field DATA NAME: one field of the demo sign-in that the server wrote.
demo_field() {
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$1/demo.json" "$2"
}
