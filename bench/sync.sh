# shellcheck shell=bash
# A first sync, a sync where nothing changed, and memory. Sourced by bench/run.

GIT_SERVER_PORT=
COOPS=4
PARALLEL=8 # as in potluck.yaml

# Builds the repositories once for each count and each state of the generator.
build_repositories() {
  local made
  made=$(cat bench/Recipes.java bench/RecipeText.java bench/recipe/* | git hash-object --stdin)
  REPOSITORY_FOLDER="$WORK/repositories-$REPOSITORIES"
  NAMES="$REPOSITORY_FOLDER.names"
  if [[ -f $REPOSITORY_FOLDER.made && $(<"$REPOSITORY_FOLDER.made") == "$made" ]]; then
    return
  fi
  say "building $REPOSITORIES repositories"
  rm -rf "$REPOSITORY_FOLDER" "$REPOSITORY_FOLDER.made"
  timed repositories java -cp "$WORK/classes" Recipes bench/recipe "$REPOSITORY_FOLDER" "$REPOSITORIES"
  cp "$LOGS/repositories.log" "$NAMES"
  printf '%s\n' "$made" >"$REPOSITORY_FOLDER.made"
}

start_git_server() {
  local port_file="$WORK/git-server.port" wait
  rm -f "$port_file"
  start git-server java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m -cp "$WORK/classes" \
    GitHttpServer "$REPOSITORY_FOLDER" "$DELAY_MS" "$port_file"
  for ((wait = 0; wait < 300; wait++)); do
    [[ -s $port_file ]] && break
    sleep 0.1
  done
  GIT_SERVER_PORT=$(<"$port_file")
  write_coops
}

requests_served() { curl --silent --max-time 10 "http://127.0.0.1:$GIT_SERVER_PORT/-/requests"; }

# Until the server has had nothing to do for two seconds.
wait_until_quiet() {
  local last= now until=$((SECONDS + 120))
  while ((SECONDS < until)); do
    now=$(requests_served)
    [[ $now == "$last" ]] && return
    last=$now
    sleep 2
  done
}

repository_urls() { sed "s|.*|http://127.0.0.1:$GIT_SERVER_PORT/&.git|" "$NAMES"; }

coop_of() { printf 'coop%s\n' $(($1 % COOPS + 1)); } # <place of the repository, from 0>

write_coops() {
  COOPS_FILE="$WORK/coops.yaml"
  repository_urls | awk -v coops="$COOPS" '
    { urls[(NR - 1) % coops + 1] = urls[(NR - 1) % coops + 1] "          - " $0 "\n" }
    END {
      printf "precedence: ["
      for (i = 1; i <= coops; i++) printf "%scoop%d", (i > 1 ? ", " : ""), i
      print "]\ncoops:"
      for (i = 1; i <= coops; i++) {
        if (!(i in urls)) continue
        printf "  - id: coop%d\n    domain: coop%d.example\n    name: Co-op %d\n", i, i, i
        printf "    homepage: https://coop%d.example\n    sources:\n      - repositories:\n%s", i, urls[i]
      }
    }' >"$COOPS_FILE"
}

git_mirror() { # <log name> <folder>
  mkdir -p "$2"
  paste -d ' ' <(repository_urls) <(sed "s|.*|$2/&.git|" "$NAMES") >"$WORK/clones"
  timed "$1" xargs -a "$WORK/clones" -P "$PARALLEL" -n 2 git clone --quiet --mirror
}

git_look() { # <log name>
  repository_urls >"$WORK/looks"
  timed "$1" xargs -a "$WORK/looks" -P "$PARALLEL" -n 1 git ls-remote --quiet
}

# measured <row> <side> <command...>: its wall time and the number of requests as samples.
measured() {
  local name=$1 side=$2 before asked
  shift 2
  before=$(requests_served)
  if ! "$@"; then
    trouble "$name: '$*' failed, see $LOGS/$2.log"
    return 1
  fi
  asked=$(($(requests_served) - before))
  if ((asked < REPOSITORIES)); then
    trouble "$name, $side: only $asked requests, so it did not look at every repository; see $LOGS/$2.log"
    return 1
  fi
  sample "$name" "$side" "$TOOK"
  sample "$name, requests" "$side" "$asked"
  say "  $name, $side: $TOOK s"
}

own_time() { # <row> <log name>
  local seconds
  seconds=$(own_seconds "$2")
  [[ -z $seconds ]] || sample "$1, without the start of the JVM" potluck "$seconds"
}

sync_round() { # <round>
  local data="$WORK/data-$1" clones="$WORK/clones-$1" first=(potluck git) side
  (($1 % 2)) || first=(git potluck)
  for side in "${first[@]}"; do
    if [[ $side == potluck ]]; then
      measured "$FIRST_SYNC" potluck potluck_sync "sync-$1" "$data" "$COOPS_FILE" && own_time "$FIRST_SYNC" "sync-$1"
    else
      measured "$FIRST_SYNC" reference git_mirror "clone-$1" "$clones"
    fi
  done
  for side in "${first[@]}"; do
    if [[ $side == potluck ]]; then
      measured "$NEXT_SYNC" potluck potluck_sync "resync-$1" "$data" "$COOPS_FILE" && own_time "$NEXT_SYNC" "resync-$1"
    else
      measured "$NEXT_SYNC" reference git_look "look-$1"
    fi
  done
  # The same once more as the launcher starts it: see src/main/launcher/potluck.
  rm -rf "$WORK/data-launched"
  if measured "$FIRST_SYNC, by the launcher" potluck launched_sync "launched-$1" "$WORK/data-launched" "$COOPS_FILE"; then
    measured "$NEXT_SYNC, by the launcher" potluck launched_sync "relaunched-$1" "$WORK/data-launched" "$COOPS_FILE"
  fi
  rm -rf "$clones" "$WORK/data-launched"
  # The last round's data is what the later parts serve.
  rm -rf "$WORK/data"
  mv "$data" "$WORK/data"
}

bench_sync() {
  local round
  FIRST_SYNC="first sync of $REPOSITORIES repositories, against \`git clone --mirror\`"
  NEXT_SYNC="sync where nothing changed, against \`git ls-remote\`"
  say "sync: $ROUNDS rounds"
  make_launcher_archive || trouble "the launcher made no archive of classes, see $LOGS/launcher-archive.log"
  git_look warm-up || trouble "git ls-remote failed, see $LOGS/warm-up.log"
  for ((round = 1; round <= ROUNDS; round++)); do
    sync_round "$round" || true
  done
  row "$FIRST_SYNC" s ratio at-most 1.0
  same_reference "$FIRST_SYNC" "$FIRST_SYNC, by the launcher"
  same_reference "$NEXT_SYNC" "$NEXT_SYNC, by the launcher"
  row "$FIRST_SYNC, by the launcher" s ratio at-most 1.0
  row "$FIRST_SYNC, without the start of the JVM" s - - -
  row "$FIRST_SYNC, requests" "" - - -
  row "$NEXT_SYNC" s ratio at-most 1.0
  row "$NEXT_SYNC, by the launcher" s ratio at-most 1.0
  row "$NEXT_SYNC, without the start of the JVM" s - - -
  row "$NEXT_SYNC, requests" "" - - -
}

# One sync that is not measured, for the parts that serve what it left.
ensure_synced() {
  [[ -d $WORK/data ]] && return
  say "a sync, not measured"
  if ! potluck_sync sync-unmeasured "$WORK/data" "$COOPS_FILE"; then
    trouble "the sync failed, see $LOGS/sync-unmeasured.log"
    return 1
  fi
}

megabytes() { # <field of /proc/PID/status> <pid>
  awk -v field="$1:" '$1 == field { printf "%.1f\n", $2 * 1024 / 1000000 }' "/proc/$2/status" 2>/dev/null || true
}

bench_memory() {
  local process peak now after="resident memory after a first sync by \`serve\`, \`-Xmx192m\`"
  local at_most="peak of resident memory in that \`serve\`" once="peak of resident memory in \`sync\`, \`-Xmx192m\`"
  say "memory"
  rm -rf "$WORK/data-memory"
  serve memory "$WORK/data-memory" "$COOPS_FILE" -Xmx192m
  process=$(watched "$NODE")
  if wait_for_200 "$NODE" "$NODE_PORT" /recipes.json 60 && wait_for_catalogue 120; then
    wait_until_quiet
    sample "$after" potluck "$(megabytes VmRSS "$process")"
    sample "$at_most" potluck "$(megabytes VmHWM "$process")"
  else
    trouble "serve with -Xmx192m did not get there, see $LOGS/memory.log"
  fi
  stop "$NODE"

  rm -rf "$WORK/data-memory"
  start memory-sync java "${JAVA_OPTIONS[@]}" -Xmx192m -jar "$JAR" sync --data "$WORK/data-memory" \
    --coops "$COOPS_FILE" --config "$CONFIG"
  process=$(watched "$STARTED")
  peak=
  while kill -0 "$STARTED" 2>/dev/null; do
    now=$(megabytes VmHWM "$process")
    [[ -z $now ]] || peak=$now
    sleep 0.1
  done
  if wait "$STARTED" && [[ -n $peak ]]; then
    sample "$once" potluck "$peak"
  else
    trouble "sync with -Xmx192m failed, see $LOGS/memory-sync.log"
  fi
  forget "$STARTED"
  rm -rf "$WORK/data-memory"
  row "$after" MB value at-most 300
  row "$at_most" MB value at-most 300
  row "$once" MB value at-most 300
}
