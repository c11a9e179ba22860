#!/bin/bash
# Measures the whole process: start to ready on an existing database (median of five), and memory after the import of a
# million waybill lines through the API, when all their deliveries have been judged. Prints rows for docs/benchmarks.md.
# Usage: [JAVA_OPTIONS=...] [LINES_TO_IMPORT=...] src/benchmark/process.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
lines=${LINES_TO_IMPORT:-1000000}
options=${JAVA_OPTIONS:-@docker/jvm.options}
data=$(mktemp -d)
port=18080
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$data"' EXIT

start() {
  # shellcheck disable=SC2086  # The options are words of their own.
  java $options -XX:SharedArchiveFile="$data/classes.jsa" -Daidwitness.data="$data" -Daidwitness.demo=true -Dquarkus.http.port=$port -Dquarkus.management.port=19000 \
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
megabytes() { echo $(($(sed -n "s/^$1:\s*\([0-9]*\) kB/\1/p" /proc/$pid/status) / 1024)); }

post() {
  curl -sSf -o /dev/null -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "localhost:$port/api/$1" -d "$2"
}

# A list such as ImportBenchmark brings: four lines a waybill, fifty places.
list() {
  awk -v lines="$lines" 'BEGIN {
    print "waybill,consignment,from,to,consignor,consignee,mode,vehicle,planned departure,planned arrival,line,commodity,description,packages,package unit,net kg,value usd"
    for (i = 0; i < lines; i++) {
      waybill = int(i / 4)
      printf "B-%d,benchmark,benchmark-port,benchmark-site-%d,operator,benchmark-receiver,ROAD,KL-%d,2026-03-01,2026-03-09,%d,benchmark-rice,\"Rice, white, 5 %% broken\",%d,bag,%d,%d.50\n",
        waybill, waybill % 50, waybill % 997, i, 100 + i % 400, 5000 + i % 20000, 2000 + i % 7000
    }
  }'
}

metric() { curl -sf localhost:19000/q/metrics | awk -v name="$1" 'index($1, name) == 1 { printf "%d", $2 }'; }

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
uuid() { printf '00000000-0000-4000-8000-%012d' "$1"; }
post programmes '{"id": "'"$(uuid 1)"'", "code": "benchmark", "name": "Benchmark", "place": "world", "demonstration": false,
  "gateInForceFrom": "2026-01-01T00:00:00Z"}'
post organisations '{"id": "'"$(uuid 2)"'", "code": "benchmark-receiver", "name": "Receiver", "kind": "NGO"}'
post commodities '{"id": "'"$(uuid 3)"'", "code": "benchmark-rice", "name": "Rice", "commodityClass": "FOOD"}'
post sites '{"id": "'"$(uuid 4)"'", "code": "benchmark-port", "name": "Port", "kind": "PORT", "radiusMetres": 250}'
for site in $(seq 0 49); do
  post sites '{"id": "'"$(uuid $((100 + site)))"'", "code": "benchmark-site-'"$site"'", "name": "Site '"$site"'", "kind": "FDP",
    "radiusMetres": 250}'
done
list > "$data/list.csv"
judged=$(metric aidwitness_verification_judged_total)
begun=$(milliseconds)
answer=$(curl -sSf -X POST -T "$data/list.csv" -H "Authorization: Bearer $token" -H 'Content-Type: text/csv' \
  "localhost:$port/api/imports?programme=benchmark&mapping=aidwitness-waybills&mode=ALL&file=list.csv")
taken=$((($(milliseconds) - begun) / 1000))
grep -q "\"rowsImported\":$lines" <<< "$answer" || { echo "$answer" >&2; exit 1; }
echo "imported $lines lines in $taken s; resident $(megabytes VmRSS) MB"
until [ $(($(metric aidwitness_verification_judged_total) - judged)) -ge $((lines / 4)) ] \
  && [ "$(metric aidwitness_verification_follower_lag)" = 0 ]; do
  sleep 2
done
echo "all judged after $((($(milliseconds) - begun) / 1000)) s"
sleep 20
row rss-after-import "resident memory of the program ($options) after importing $lines lines and judging them; peak $(megabytes VmHWM) MB" "$(megabytes VmRSS)" MB "< 500"
stop
