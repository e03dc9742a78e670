#!/bin/bash
# Runs profile smoke of creation, mixed and callback against two public timer services, and prints the figures as
# Markdown. Installs the services by their package managers, at fixed versions, into target/foreign: Quirrel (npm, with
# Node 14 to 20) and Flask-APScheduler (pip, in a virtual environment). Exits with 1 if a run does not pass.
set -eu
cd "$(dirname "$0")/.."

home=$PWD/target/foreign
log=$home/run.log
service= # the process of the service

fail() { echo "foreign-services: $*" >&2; exit 1; }

stop() {
  [ -n "$service" ] || return 0
  kill "$service" 2> /dev/null || true
  wait "$service" 2> /dev/null || true
  service=
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for command in npm node python3 curl; do
  command -v "$command" > /dev/null || fail "needs $command; it is not on the PATH"
done
mkdir -p "$home"

attempt() { timeout 300 "$@" > "$home/install.log" 2>&1 || { tail -20 "$home/install.log" >&2; fail "failed: $*"; }; }

install() { # name version
  local folder=$home/$1-$2
  [ ! -f "$folder/installed" ] || return 0
  rm -rf "$folder"
  mkdir -p "$folder"
  case $1 in
    quirrel) attempt npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts "quirrel@$2" ;;
    flask-apscheduler)
      attempt python3 -m venv "$folder"
      attempt "$folder/bin/pip" install "flask-apscheduler==$2" apscheduler==3.11.3 flask==3.1.3 waitress==3.0.2 \
        requests==2.34.2 ;;
  esac
  touch "$folder/installed"
}

start() { # name version port
  local folder=$home/$1-$2
  case $1 in
    quirrel)
      PORT=$3 NODE_PATH=$folder/node_modules node docs/dialects/quirrel.js > "$home/$1.log" 2>&1 & ;;
    flask-apscheduler) PORT=$3 "$folder/bin/python" docs/dialects/flask-apscheduler.py > "$home/$1.log" 2>&1 & ;;
  esac
  service=$!
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Prints a row of the table; fails if the run is not about this dialect.
row() { # name version simulation
  python3 - "results/$(sed -n 's/^run  *//p' "$log" | head -n 1)/run.json" "$@" << 'END'
import json, sys
file, name, version, simulation = sys.argv[1:]
run = json.load(open(file))
if run["target"]["dialect"] != name:
    sys.exit(f'{file}: dialect {run["target"]["dialect"]}, wanted {name}')
trial = run["trials"][0]
metrics = {(each["name"], each.get("operation")): each for each in trial["metrics"]}
create = metrics["responseTime", "create"]["percentiles"]
late = metrics.get(("lateness", None), {}).get("percentiles", {})
broken = ["early", "duplicates", "lost", "afterDelete", "afterUpdate", "unknown", "payloadChanged", "wrongAttempt", "malformed"]
found = [f'{each} {metrics[each, None]["value"]:.0f}' for each in broken if metrics.get((each, None), {}).get("value")]
ms = lambda percentile: f"{late[percentile] / 1000:.1f}" if percentile in late else "–"
print(f'| {name} {version} | {simulation} | {metrics["throughput", "create"]["value"]:.0f} | {create["50"]:.0f} | {create["95"]:.0f} | '
      f'{ms("50")} | {ms("95")} | {(", ".join(found) or "none") if late else "–"} |')
END
}

# What counts is that the services are understood and their callbacks right, not how fast they are on a busy machine.
gentle=(-D creation.targetRate=30 -D callbacks.startRate=5 -D callbacks.targetRate=20 -D callbacks.dueFrom=4s -D callbacks.dueTo=6s)
for limit in p50 p95 p99; do gentle+=(-D "callbacks.callbackThresholds.lateness.$limit=10s"); done
for limit in p95 p99; do
  for simulation in creation mixed callbacks; do gentle+=(-D "$simulation.thresholds.$limit=10s"); done
done

measure() { # name version
  local name=$1 version=$2 port simulation
  install "$name" "$version"
  for simulation in creation mixed callback; do
    port=$(free_port)
    start "$name" "$version" "$port"
    timeout 180 ./timer-bench run "$simulation" --profile smoke --target "http://127.0.0.1:$port" --dialect "$name" \
      -D history.record=false "${gentle[@]}" > "$log" 2>&1 || { cat "$log" "$home/$name.log" >&2; fail "$name: $simulation did not pass"; }
    stop
    row "$name" "$version" "$simulation"
  done
}

echo "| service | simulation | creates/s | create p50, ms | p95, ms | lateness p50, ms | p95, ms | violations |"
echo "|---|---|---|---|---|---|---|---|"
measure quirrel 1.14.1
measure flask-apscheduler 1.13.1
