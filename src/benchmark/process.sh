#!/bin/bash
# Measures the whole process: start to ready on an existing database (median of five), and memory after an import.
# Prints rows for docs/benchmarks.md.   Usage: src/benchmark/process.sh [file for the scms mapping]
set -euo pipefail
cd "$(dirname "$0")/../.."
list=${1:-../shared/data/01_scms/scms_give_half.csv}
data=$(mktemp -d)
port=18080
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$data"' EXIT

start() {
  java -Xmx512m -Daidwitness.data="$data" -Daidwitness.demo=true -Dquarkus.http.port=$port -Dquarkus.management.port=19000 \
    -jar target/quarkus-app/quarkus-run.jar > "$data/log" 2>&1 &
  pid=$!
  until curl -sf -o /dev/null localhost:19000/q/health/ready; do
    kill -0 $pid 2>/dev/null || { cat "$data/log" >&2; exit 1; }
    sleep 0.02
  done
}

stop() {
  kill $pid
  wait $pid || true
  pid=
}

milliseconds() { date +%s%3N; }
row() { echo "| $1 | $2 | $3 | $4 | $5 | \`src/benchmark/process.sh\` | $(nproc) cores, JDK $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p') | $(date +%F) |"; }

start
stop
times=()
for _ in 1 2 3 4 5; do
  begun=$(milliseconds)
  start
  times+=($(($(milliseconds) - begun)))
  stop
done
median=$(printf '%s\n' "${times[@]}" | sort -n | sed -n 3p)
row start-ready "start to ready, database exists, median of 5 (${times[*]} ms)" "$(printf '%d.%02d' $((median / 1000)) $((median % 1000 / 10)))" s "< 5"

start
token=$(cat "$data/operator-token")
curl -sf -o /dev/null -H "Authorization: Bearer $token" -H 'Content-Type: application/json' localhost:$port/api/programmes -d '{
  "id": "11111111-1111-4111-8111-111111111111", "code": "scms", "name": "SCMS", "place": "world", "demonstration": false,
  "gateInForceFrom": "2026-01-01T00:00:00Z"}'
curl -sf -o /dev/null -H "Authorization: Bearer $token" -H 'Content-Type: text/csv' --data-binary @"$list" \
  "localhost:$port/api/imports?programme=scms&mapping=scms&mode=ALL&history=true&file=scms.csv"
sleep 20
row rss-after-import "resident memory of the program (-Xmx512m) after importing $(wc -l < "$list") lines and judging them" $(($(ps -o rss= -p $pid) / 1024)) MB "< 500"
stop
