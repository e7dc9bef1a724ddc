# shellcheck shell=bash
# Parts of a log a second, against nginx that serves the same bytes as files; and what followers that poll cost.
# Sourced by bench/run.

LOG_TABLE="$WORK/log.md"
LOG_ENTRIES=50000
# 10,000 followers that poll each minute.
LOG_POLLS=170
LOG_POLL_SECONDS=10
LOG_OBJECT=

# The data folder of a node whose log has so many entries, without any recipe.
build_log() {
  rm -rf "$WORK/data-log"
  javac -encoding UTF-8 -cp "$JAR" -d "$WORK/classes" bench/log/*.java
  mkdir -p "$WORK/log-recipes"
  printf 'precedence: [bench]\ncoops:\n  - id: bench\n    domain: bench.example\n    name: Bench\n    sources:\n      - directory: %s\n' \
    "$WORK/log-recipes" >"$WORK/log-coops.yaml"
  timed log-fill java -cp "$WORK/classes:$JAR" FillLog "$LOG_ENTRIES" "$WORK/data-log" || {
    trouble "the log could not be made, see $LOGS/log-fill.log"
    return 1
  }
  LOG_OBJECT=$(tail -n 1 "$LOGS/log-fill.log")
}

measure_log() {
  local round rows=() root="$WORK/nginx/root" object="/objects/sha256/$LOG_OBJECT" path
  for path in /log/checkpoint /log/tile/0/000 /log/tile/entries/000 "$object"; do
    take "$path" "$path" || return
  done
  for path in /log/tile/entries/000 "$object"; do
    take "$path" "$path.gz" --header 'Accept-Encoding: gzip' || return
    gzip --test "$root$path.gz" || trouble "$path did not come as gzip"
  done
  rows=(
    "checkpoint ($(wc -c <"$root/log/checkpoint") bytes)"
    "tile ($(wc -c <"$root/log/tile/0/000") bytes)"
    "bundle of 256 entries, gzip ($(wc -c <"$root/log/tile/entries/000.gz") bytes)"
    "object, gzip ($(wc -c <"$root$object.gz") bytes)"
  )
  for ((round = 0; round <= ROUNDS; round++)); do
    ((round > 0)) || say "  warming up"
    against_nginx "${rows[0]}" log-checkpoint "$round" /log/checkpoint "" ""
    against_nginx "${rows[1]}" log-tile "$round" /log/tile/0/000 "" ""
    against_nginx "${rows[2]}" log-bundle "$round" /log/tile/entries/000 gzip gzip
    against_nginx "${rows[3]}" log-object "$round" "$object" gzip gzip
  done
  for path in "${rows[@]}"; do
    row "$path" /s ratio at-least 0.35
  done
}

# The node's share of a core while it is polled, all that it does besides included.
measure_polls() {
  local name="share of a core that $LOG_POLLS polls of the checkpoint a second cost" round before begin after took answered
  for ((round = 1; round <= ROUNDS; round++)); do
    before=$(node_cpu)
    begin=$EPOCHREALTIME
    timed "log-polls-$round" java -cp "$WORK/classes" Polls "$NODE_PORT" /log/checkpoint "$LOG_POLLS" "$LOG_POLL_SECONDS" || {
      trouble "the polls failed, see $LOGS/log-polls-$round.log"
      return
    }
    after=$(node_cpu)
    took=$(elapsed "$begin")
    answered=$(<"$LOGS/log-polls-$round.log")
    ((answered * 100 >= LOG_POLLS * LOG_POLL_SECONDS * 95)) || {
      trouble "only $answered polls of $((LOG_POLLS * LOG_POLL_SECONDS)) were answered"
      continue
    }
    sample "$name" potluck "$(awk -v a="$before" -v b="$after" -v took="$took" 'BEGIN { print (b - a) * 100 / took }')"
  done
  row "$name" % - - -
}

bench_log() {
  local TABLE=$LOG_TABLE
  have_http_tools || return 0
  say "a log of $LOG_ENTRIES entries: $ROUNDS rounds of $SECONDS_EACH s each, after one that warms up"
  build_log || return 0
  table_begin
  serve log "$WORK/data-log" "$WORK/log-coops.yaml"
  if wait_for_200 "$NODE" "$NODE_PORT" /log/checkpoint 60 && wait_until_idle 60; then
    start_nginx
    if wait_for_port "$NGINX" "$NGINX_PORT" 10; then
      measure_log || true
    else
      trouble "nginx did not start, see $LOGS/nginx.log"
    fi
    stop "$NGINX"
    measure_polls
  else
    trouble "serve did not get there, see $LOGS/log.log"
  fi
  stop "$NODE"
}
