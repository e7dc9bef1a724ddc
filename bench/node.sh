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

# As its launcher starts it, with an archive of classes and the options that suit a command that ends.
LAUNCHER=src/main/launcher/potluck

launched_sync() { # <log name> <data> <coops>
  POTLUCK_JAR=$JAR JAVA_OPTS="${JAVA_OPTIONS[*]}" timed "$1" \
    "$LAUNCHER" sync --data "$2" --coops "$3" --config "$CONFIG"
}

# The first start of a node by the launcher makes the archive, in the background.
make_launcher_archive() {
  local until=$((SECONDS + 120)) folder
  folder=$(dirname "$JAR")
  rm -f "$folder"/potluck-*.jsa
  POTLUCK_JAR=$JAR JAVA_OPTS="${JAVA_OPTIONS[*]}" timed launcher-archive \
    "$LAUNCHER" serve --stop-when-ready --port 0 --data "$WORK/data-archive" || return
  while ((SECONDS < until)); do
    if compgen -G "$folder/potluck-*.jsa" >/dev/null; then
      rm -rf "$WORK/data-archive"
      return 0
    fi
    sleep 0.5
  done
  return 1
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
