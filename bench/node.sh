# shellcheck shell=bash
# How the program under test is called. Sourced by bench/run, which sets JAR and JAVA_OPTIONS.

NODE=
NODE_PORT=
CONFIG=bench/potluck.yaml

# The program prints how long it took; this finds the seconds in its summary.
OWN_SECONDS='in [0-9]+([.][0-9]+)? ?s'

potluck_sync() { # <log name> <data> <coops> [java options...]
  local log=$1 data=$2 coops=$3
  shift 3
  timed "$log" java "${JAVA_OPTIONS[@]}" "$@" -jar "$JAR" sync --data "$data" --coops "$coops" --config "$CONFIG"
}

own_seconds() { # <log name>
  grep -oE "$OWN_SECONDS" "$LOGS/$1.log" | tail -n 1 | grep -oE '[0-9]+([.][0-9]+)?' || true
}

# serve <log name> <data> <coops> [java options...]: returns at once; NODE and NODE_PORT say which.
serve() {
  local log=$1 data=$2 coops=$3
  shift 3
  NODE_PORT=$(free_port)
  start "$log" java "${JAVA_OPTIONS[@]}" "$@" -jar "$JAR" serve --port "$NODE_PORT" \
    --data "$data" --coops "$coops" --config "$CONFIG"
  NODE=$STARTED
}

# What recipes.json of the node holds: "<recipes> <versions>".
served_counts() {
  curl --silent --max-time 30 --compressed "http://127.0.0.1:$NODE_PORT/recipes.json" |
    awk '{ recipes += gsub(/"default_branch" *:/, ""); versions += gsub(/"[0-9]+[.][0-9]+[.][0-9]+[+][^"]*" *:/, "") }
         END { print recipes + 0, versions + 0 }'
}

# wait_for_catalogue <seconds>: until the node serves every recipe and version that was built.
wait_for_catalogue() {
  local until=$((SECONDS + $1)) wanted="$REPOSITORIES $((REPOSITORIES * 10))" got=
  while ((SECONDS < until)) && kill -0 "$NODE" 2>/dev/null; do
    got=$(served_counts)
    [[ $got == "$wanted" ]] && return 0
    sleep 0.5
  done
  trouble "recipes.json has '$got' recipes and versions, not '$wanted'"
  return 1
}
