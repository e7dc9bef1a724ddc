# shellcheck shell=bash
# Following a node: from nothing, and from one release behind. Sourced by bench/run.

FOLLOW_TABLE="$WORK/follow.md"
FOLLOW_DOMAIN=bench.example
FOLLOW_CHANGES=10
# Releases before those, which are not counted: a node that runs for weeks has compiled what it does each day.
FOLLOW_WARM=8
FOLLOW_FOLDER=
PUBLISHER=
PUBLISHER_PORT=
FOLLOWER=
FOLLOWER_PORT=
PUBLISHER_KEY=
# Ports of a meter between a follower and the publisher, and of one between git and the publisher.
METER=
METER_CONTROL=
GIT_METER=
GIT_METER_CONTROL=
# What the meter said last.
METERED=()
# The last release, and what the publisher's catalogue.git was before it.
RELEASED=
RELEASE=
COMMITTED=
ENTRIES=

# As the other benches configure it, and quicker to sign and to ask, so that little is waited for.
write_follow_config() {
  CONFIG="$WORK/follow.yaml"
  {
    cat bench/potluck.yaml
    printf 'indexing:\n  interval: 7d\n  request_interval: 50ms\n'
    printf 'federation:\n  checkpoint_interval: 1s\n  poll_interval: 1s\n'
  } >"$CONFIG"
}

write_follow_coops() { # <file> [folder of repositories]
  {
    printf 'precedence: [bench]\ncoops:\n  - id: bench\n    domain: %s\n    name: Bench\n' "$FOLLOW_DOMAIN"
    [[ -z ${2:-} ]] || printf '    sources:\n      - directory: %s\n' "$2"
  } >"$1"
}

compile_follow() {
  local schema="$WORK/schema" jar made
  jar=$(realpath "$JAR")
  javac -encoding UTF-8 -d "$WORK/classes" bench/*.java bench/follow/*.java
  rm -rf "$schema"
  mkdir -p "$schema"
  (cd "$schema" && jar --extract --file "$jar" coop/potluck/database)
  made=$(cat bench/Recipes.java bench/RecipeText.java bench/recipe/* "$schema"/coop/potluck/database/*.sql |
    git hash-object --stdin | cut -c 1-12)
  FOLLOW_FOLDER="$WORK/follow-$RECIPES-$made"
}

# What stands under the name in what the address answers; the first, where there are several.
asked_number() { # <name> <address>
  curl --silent --max-time 30 "$2" | grep -oE "\"$1\" ?: ?[0-9]+" | head -n 1 | grep -oE '[0-9]+$' || true
}

log_size() { # <address of a checkpoint>
  curl --silent --max-time 30 "$1" | sed -n 2p
}

# The counts of a node's status as it writes them.
served_counts_text() { # <port>
  curl --silent --max-time 30 "http://127.0.0.1:$1/api/v1/status" | grep -oE '"recipes" ?: ?[0-9]+, ?"versions" ?: ?[0-9]+' | head -n 1 || true
}

serve_publisher() { # <log name>
  POTLUCK_ADMIN_TOKEN=$FOLLOW_TOKEN serve "$1" "$FOLLOW_FOLDER/data" "$FOLLOW_FOLDER/coops.yaml"
  PUBLISHER=$NODE
  PUBLISHER_PORT=$NODE_PORT
}

# Until all that the catalogue holds is stated and signed: at least an entry for each version, and no more for a while.
wait_for_log() { # <seconds>
  local until=$((SECONDS + $1)) last= now
  while ((SECONDS < until)) && kill -0 "$PUBLISHER" 2>/dev/null; do
    now=$(log_size "http://127.0.0.1:$PUBLISHER_PORT/log/checkpoint")
    [[ $now =~ ^[0-9]+$ && $now == "$last" ]] && ((now >= RECIPES * 10)) && return 0
    last=$now
    sleep 5
  done
  trouble "the publisher's log has '$last' entries"
  return 1
}

# A publisher that has looked at all and stated it; made once for each state of the generator and of the schema.
ensure_publisher() {
  [[ ! -f $FOLLOW_FOLDER/made ]] || return 0
  say "making a publisher of $RECIPES recipes"
  rm -rf "$WORK/follow-$RECIPES"-*
  mkdir -p "$FOLLOW_FOLDER"
  timed follow-repositories java -cp "$WORK/classes" Recipes bench/recipe "$FOLLOW_FOLDER/repositories" "$RECIPES" || {
    trouble "the repositories could not be built, see $LOGS/follow-repositories.log"
    return 1
  }
  cp "$LOGS/follow-repositories.log" "$FOLLOW_FOLDER/names"
  write_follow_coops "$FOLLOW_FOLDER/coops.yaml" "$FOLLOW_FOLDER/repositories"
  if ! potluck_sync follow-sync "$FOLLOW_FOLDER/data" "$FOLLOW_FOLDER/coops.yaml"; then
    trouble "the publisher's first sync failed, see $LOGS/follow-sync.log"
    return 1
  fi
  keygen follow-keygen "$FOLLOW_FOLDER/data" publisher.example/log || return 1
  serve_publisher follow-settle
  if ! wait_for_port "$NODE" "$NODE_PORT" 120 || ! wait_for_log 600 || ! wait_until_idle 300; then
    trouble "the publisher did not settle, see $LOGS/follow-settle.log"
    stop "$NODE"
    return 1
  fi
  stop "$NODE"
  touch "$FOLLOW_FOLDER/made"
}

keygen() { # <log name> <data> <origin>
  timed "$1" java "${JAVA_OPTIONS[@]}" -jar "$JAR" keygen --data "$2" --origin "$3" && return
  trouble "keygen failed, see $LOGS/$1.log"
  return 1
}

start_publisher() {
  serve_publisher follow-publisher
  if ! wait_for_port "$NODE" "$NODE_PORT" 120 || ! wait_for_log 300 || ! wait_until_idle 300; then
    trouble "the publisher did not get there, see $LOGS/follow-publisher.log"
    return 1
  fi
  PUBLISHER_KEY=$(curl --silent --max-time 30 "http://127.0.0.1:$PUBLISHER_PORT/.well-known/potluck" |
    grep -oE 'publisher\.example/log\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+' | head -n 1)
  [[ -n $PUBLISHER_KEY ]] || {
    trouble "the publisher shows no key"
    return 1
  }
}

# start_meter <log name>: METER_PORTS are that which relays and that which tells.
start_meter() {
  local file="$WORK/$1.ports" wait
  rm -f "$file"
  start "$1" java -XX:+UseSerialGC -Xmx64m -cp "$WORK/classes" FollowMeter "$PUBLISHER_PORT" "$file"
  for ((wait = 0; wait < 300; wait++)); do
    [[ -s $file ]] && break
    sleep 0.1
  done
  read -ra METER_PORTS <"$file"
}

# metered <control port> <path>: METERED is the answer. Waited for as all processes are, so that a signal ends it.
metered() {
  local took=$TOOK status=0
  METERED=()
  timed follow-metered curl --silent --fail --max-time 900 "http://127.0.0.1:$1$2" || status=$?
  TOOK=$took
  ((status == 0)) && read -ra METERED <"$LOGS/follow-metered.log"
}

# A node that follows nobody yet, warmed up by requests; its memory then is what following adds to.
start_follower() {
  local data="$WORK/data-follower" i path
  rm -rf "$data"
  write_follow_coops "$WORK/follower-coops.yaml"
  keygen follower-keygen "$data" follower.example/log || return 1
  serve follower "$data" "$WORK/follower-coops.yaml" -Xmx128m -XX:+UseSerialGC
  FOLLOWER=$NODE
  FOLLOWER_PORT=$NODE_PORT
  wait_for_200 "$NODE" "$NODE_PORT" /recipes.json 120 || {
    trouble "the follower did not get there, see $LOGS/follower.log"
    return 1
  }
  for ((i = 0; i < 20; i++)); do
    for path in /recipes.json /api/v1/recipes /api/v1/status /api/v1/peers; do
      status_of "http://127.0.0.1:$NODE_PORT$path" >/dev/null
    done
  done
  wait_until_idle 120
}

# The follower names the publisher as its peer, and has all that it has.
follow_from_nothing() {
  local process idle peak size counts now began
  process=$(watched "$FOLLOWER")
  idle=$(megabytes VmRSS "$process")
  # From here on the peak is that of following.
  printf 5 >"/proc/$process/clear_refs" 2>/dev/null || true
  size=$(log_size "http://127.0.0.1:$PUBLISHER_PORT/log/checkpoint")
  counts=$(served_counts_text "$PUBLISHER_PORT")
  metered "$METER_CONTROL" /reset
  began=$EPOCHREALTIME
  {
    printf 'peers:\n  - url: http://127.0.0.1:%s\n' "$METER"
    printf '    key: %s\n    speaks_for: [%s]\n' "$PUBLISHER_KEY" "$FOLLOW_DOMAIN"
  } >"$WORK/data-follower/peers.yaml.new"
  mv "$WORK/data-follower/peers.yaml.new" "$WORK/data-follower/peers.yaml"
  wait_for_counts "$counts" || return 1
  now=$(asked_number size "http://127.0.0.1:$FOLLOWER_PORT/api/v1/peers")
  [[ $now == "$size" ]] || {
    trouble "the follower has '$now' entries, not $size"
    return 1
  }
  peak=$(megabytes VmHWM "$process")
  ENTRIES=$size
  sample "$FOLLOW_RATE" potluck "$(awk -v n="$size" -v ms="${METERED[2]}" 'BEGIN { print n * 1000 / ms }')"
  sample "$FOLLOW_FETCH" potluck "$(awk -v ms="${METERED[3]}" 'BEGIN { print ms / 1000 }')"
  sample "$FOLLOW_TIME" potluck "$(awk -v ms="${METERED[2]}" 'BEGIN { print ms / 1000 }')"
  sample "$FOLLOW_MEMORY" potluck "$(awk -v a="$idle" -v b="$peak" 'BEGIN { print b - a }')"
  sample "$FOLLOW_REQUESTS" potluck "${METERED[0]}"
  sample "$FOLLOW_BYTES" potluck "$(awk -v b="${METERED[1]}" 'BEGIN { print b / 1000 }')"
  sample "$FOLLOW_BYTES_PACKED" potluck "$(awk -v b="${METERED[1]}" 'BEGIN { print b / 1000 }')"
  say "  from nothing: $size entries in ${METERED[2]} ms, the last byte after ${METERED[3]} ms, ${METERED[0]} requests," \
    "${METERED[1]} bytes; memory from $idle to $peak MB; $(elapsed "$began") s in all"
}

wait_for_counts() { # <text of the counts>
  local text
  text=$(sed 's/"/%22/g; s/ /%20/g' <<<"$1")
  [[ -n $text ]] && metered "$METER_CONTROL" "/served?port=$FOLLOWER_PORT&path=/api/v1/status&text=$text&every=250&seconds=600" && return
  trouble "the follower has '$(served_counts_text "$FOLLOWER_PORT")', not '$1'; see $LOGS/follower.log"
  return 1
}

# A commit and a tag more in one repository. RELEASED is the recipe, RELEASE the tag.
release() { # <number>
  local repository index tree commit
  RELEASED=$(sed -n "$1p" "$FOLLOW_FOLDER/names")
  repository="$FOLLOW_FOLDER/repositories/$RELEASED.git"
  index="$WORK/follow-index"
  rm -f "$index"
  RELEASE="9.$(git -C "$repository" tag | grep -c .).0+1.0.0"
  export GIT_AUTHOR_NAME=Bench GIT_AUTHOR_EMAIL=bench@recipes.example
  export GIT_COMMITTER_NAME=Bench GIT_COMMITTER_EMAIL=bench@recipes.example
  GIT_INDEX_FILE=$index git -C "$repository" read-tree main
  GIT_INDEX_FILE=$index git -C "$repository" update-index --cacheinfo "100644,$(
    git -C "$repository" show main:compose.yml | sed "s|\.version=.*\"|.version=$RELEASE\"|" |
      git -C "$repository" hash-object -w --stdin
  ),compose.yml"
  tree=$(GIT_INDEX_FILE=$index git -C "$repository" write-tree)
  commit=$(git -C "$repository" commit-tree "$tree" -p main -m "chore: prepare $RELEASE")
  git -C "$repository" update-ref refs/heads/main "$commit"
  git -C "$repository" tag --annotate --message "chore: publish $RELEASE release" "$RELEASE" "$commit"
}

# One release at the publisher, as the follower comes to serve it; counted from number 1 on.
follow_release() { # <number>
  local path bytes
  release $((($1 + FOLLOW_WARM) % RECIPES + 1))
  path="/api/v1/recipes/bench/$RELEASED/versions/${RELEASE/+/%2B}"
  COMMITTED=$(git ls-remote --quiet "http://127.0.0.1:$PUBLISHER_PORT/git/catalogue.git" refs/heads/main)
  metered "$METER_CONTROL" /reset
  [[ $(status_of --request POST --header "Authorization: Bearer $FOLLOW_TOKEN" \
    "http://127.0.0.1:$PUBLISHER_PORT/api/v1/admin/sync?coop=bench&name=$RELEASED") == 202 ]] || {
    trouble "the publisher took no request to look at $RELEASED"
    return 1
  }
  metered "$METER_CONTROL" "/served?port=$FOLLOWER_PORT&path=${path//%/%25}&text=&every=5&seconds=60" || {
    trouble "the follower never had $RELEASED $RELEASE"
    return 1
  }
  say "  one release behind: ${METERED[0]} requests, ${METERED[1]} bytes, ${METERED[2]} ms, the last byte after ${METERED[3]} ms"
  (($1 > 0)) || return 0
  bytes=$(awk -v b="${METERED[1]}" 'BEGIN { print b / 1000 }')
  sample "$RELEASE_REQUESTS" potluck "${METERED[0]}"
  sample "$RELEASE_BYTES" potluck "$bytes"
  sample "$RELEASE_BYTES_PACKED" potluck "$bytes"
  sample "$RELEASE_TIME" potluck "${METERED[2]}"
}

# The same release by git, once the publisher has committed its catalogue.
fetch_release() { # <number>
  local url="http://127.0.0.1:$PUBLISHER_PORT/git/catalogue.git" until=$((SECONDS + 60))
  while ((SECONDS < until)) && [[ $(git ls-remote --quiet "$url" refs/heads/main) == "$COMMITTED" ]]; do
    sleep 0.2
  done
  metered "$GIT_METER_CONTROL" /reset
  if ! timed follow-fetch git -C "$WORK/clones-follow" fetch --quiet origin +main:main || ! metered "$GIT_METER_CONTROL" /total; then
    trouble "git fetch failed, see $LOGS/follow-fetch.log"
    return 1
  fi
  say "  the same by git fetch: ${METERED[0]} requests, ${METERED[1]} bytes, $TOOK s"
  (($1 > 0)) || return 0
  sample "$RELEASE_REQUESTS" reference "${METERED[0]}"
  sample "$RELEASE_BYTES" reference "$(awk -v b="${METERED[1]}" 'BEGIN { print b / 1000 }')"
  sample "$RELEASE_TIME" reference "$(awk -v s="$TOOK" 'BEGIN { print s * 1000 }')"
}

# How large recipes.json is, plain and as it comes.
measure_document() {
  local address="http://127.0.0.1:$PUBLISHER_PORT/recipes.json" plain packed
  plain=$(curl --silent --max-time 60 "$address" | wc -c)
  packed=$(curl --silent --max-time 60 --header 'Accept-Encoding: gzip' "$address" | wc -c)
  sample "$FOLLOW_BYTES" reference "$(awk -v b="$plain" 'BEGIN { print b / 1000 }')"
  sample "$FOLLOW_BYTES_PACKED" reference "$(awk -v b="$packed" 'BEGIN { print b / 1000 }')"
  sample "$RELEASE_BYTES_PACKED" reference "$(awk -v b="$packed" 'BEGIN { print b / 1000 }')"
  say "  recipes.json has $plain bytes, $packed with gzip"
}

follow_rows() {
  row "$FOLLOW_RATE" /s - - -
  row "$FOLLOW_TIME" s - - -
  row "$FOLLOW_FETCH" s - - -
  row "$FOLLOW_MEMORY" MB value at-most 200
  row "$FOLLOW_REQUESTS" "" - - -
  row "$FOLLOW_BYTES" KB - - -
  row "$FOLLOW_BYTES_PACKED" KB - - -
  row "$RELEASE_REQUESTS" "" value at-most 3
  row "$RELEASE_BYTES" KB value at-most 48
  row "$RELEASE_BYTES_PACKED" KB - - -
  row "$RELEASE_TIME" ms value at-most 100
}

measure_follow() {
  local i
  measure_document
  start_follower && follow_from_nothing || return 1
  wait_until_idle 300 || trouble "the follower is never idle"
  rm -rf "$WORK/clones-follow"
  timed follow-clone git clone --quiet --bare "http://127.0.0.1:$GIT_METER/git/catalogue.git" "$WORK/clones-follow" || {
    trouble "git clone failed, see $LOGS/follow-clone.log"
    return 1
  }
  # Each in another recipe.
  say "  warming up with $FOLLOW_WARM releases"
  for ((i = 1 - FOLLOW_WARM; i <= FOLLOW_CHANGES; i++)); do
    ((i != 1)) || say "  warm"
    follow_release "$i" && fetch_release "$i" || return 1
  done
}

bench_follow() {
  local TABLE=$FOLLOW_TABLE CONFIG=$CONFIG
  local of="$RECIPES recipes of 10 versions"
  FOLLOW_RATE="following $of from nothing, entries"
  FOLLOW_TIME="following $of from nothing"
  FOLLOW_FETCH="following $of from nothing, of it until all is fetched and verified"
  FOLLOW_MEMORY="following $of from nothing, peak of resident memory above idle, \`-Xmx128m -XX:+UseSerialGC\`"
  FOLLOW_REQUESTS="following $of from nothing, requests"
  FOLLOW_BYTES="following $of from nothing, bytes, against \`recipes.json\`"
  FOLLOW_BYTES_PACKED="following $of from nothing, bytes, against \`recipes.json\` with gzip"
  RELEASE_REQUESTS="following one release, requests, against \`git fetch\` of \`catalogue.git\`"
  RELEASE_BYTES="following one release, bytes, against that"
  RELEASE_BYTES_PACKED="following one release, bytes, against \`recipes.json\` with gzip"
  RELEASE_TIME="following one release until it is served, against that \`git fetch\`"
  write_follow_config
  compile_follow
  table_begin
  FOLLOW_TOKEN=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  ensure_publisher || return 0
  say "following a peer of $of"
  if start_publisher; then
    start_meter follow-meter
    METER=${METER_PORTS[0]} METER_CONTROL=${METER_PORTS[1]}
    start_meter follow-git-meter
    GIT_METER=${METER_PORTS[0]} GIT_METER_CONTROL=${METER_PORTS[1]}
    measure_follow || true
  fi
  stop_all
  rm -rf "$WORK/data-follower" "$WORK/clones-follow"
  follow_rows
}
