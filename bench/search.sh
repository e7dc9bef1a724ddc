# shellcheck shell=bash
# Searches over generated recipes, asked of a node, and of FTS5 within a process. Sourced by bench/run.

SEARCH_TABLE="$WORK/search.md"
SEARCH_KINDS="$WORK/search-kinds.tsv"
# What decides which recipes and queries there are, and how FTS5 holds them.
SEARCH_SOURCES=(Vocabulary Invention InventedRecipe FillCatalogue QueryMix Asked FullText)
SEARCH_HASH=
# Of every size the same, so that its use of memory compares.
SEARCH_HEAP=-Xmx768m
SEARCH_FOLDER=
# What the last load printed.
MEASURED=

search_java() { # <log name> <class> <argument...>
  local log=$1
  shift
  timed "$log" java -cp "$WORK/classes:$JAR" "$@"
}

compile_search() {
  local schema="$WORK/schema" jar source
  jar=$(realpath "$JAR")
  javac -encoding UTF-8 -cp "$JAR" -d "$WORK/classes" bench/search/*.java
  rm -rf "$schema"
  mkdir -p "$schema"
  (cd "$schema" && jar --extract --file "$jar" coop/potluck/database)
  SEARCH_HASH=$({
    for source in "${SEARCH_SOURCES[@]}"; do cat "bench/search/$source.java"; done
    cat "$schema"/coop/potluck/database/*.sql
  } | git hash-object --stdin | cut -c 1-12)
}

# The data folder, the co-ops' file and the queries of so many recipes; made once for each state of the
# generator and of the schema.
ensure_search_data() { # <recipes>
  SEARCH_FOLDER="$WORK/search-$1-$SEARCH_HASH"
  [[ ! -f $SEARCH_FOLDER/made ]] || return 0
  say "making a catalogue of $1 recipes"
  rm -rf "$WORK/search-$1"-*
  mkdir -p "$SEARCH_FOLDER"
  if ! search_java "fill-$1" FillCatalogue "$1" "$SEARCH_FOLDER"; then
    trouble "the catalogue of $1 recipes could not be made, see $LOGS/fill-$1.log"
    return 1
  fi
  # The sources fail now, and the catalogue is committed: later starts find nothing to do.
  serve "settle-$1" "$SEARCH_FOLDER/data" "$SEARCH_FOLDER/coops.yaml"
  if ! wait_for_200 "$NODE" "$NODE_PORT" /health/ready 120 || ! wait_until_idle 300; then
    trouble "the catalogue of $1 recipes did not settle, see $LOGS/settle-$1.log"
    stop "$NODE"
    return 1
  fi
  stop "$NODE"
  touch "$SEARCH_FOLDER/made"
}

# Until the node has used little of a core for three seconds.
wait_until_idle() { # <seconds>
  local process until=$((SECONDS + $1)) last=0 now idle=0
  process=$(watched "$NODE")
  while ((SECONDS < until && idle < 3)) && kill -0 "$NODE" 2>/dev/null; do
    now=$(awk '{ print $14 + $15 }' "/proc/$process/stat")
    ((idle = now - last < 10 ? idle + 1 : 0)) || true
    last=$now
    sleep 1
  done
  ((idle == 3))
}

# search_load <log name> <new|again> <seconds> <first number>: MEASURED is what came of it.
search_load() {
  local log=$1
  MEASURED=
  if ! search_java "$log" SearchLoad "$2" "$NODE_PORT" "$SEARCH_FOLDER/queries.tsv" "$3" "$4"; then
    trouble "$log does not count: $(grep -m 1 -E 'Exception' "$LOGS/$log.log" || true) (see $LOGS/$log.log)"
    return 1
  fi
  MEASURED=$(<"$LOGS/$log.log")
}

of_all() { awk -F '\t' -v at="$1" '$1 == "all" { print $at }' <<<"$MEASURED"; } # <column>

greatest() { awk '$1 > most { most = $1 } END { print most + 0 }'; }

# Whether there is something to find, and leaving out a word that is nowhere changes nothing.
check_search() { # <recipes>
  if ! search_java "search-$1-check" SearchLoad check "$NODE_PORT" "$SEARCH_FOLDER/queries.tsv"; then
    trouble "the answers for $1 recipes are not to be measured, see $LOGS/search-$1-check.log"
    return 1
  fi
  say "  found nothing: $(awk -F '\t' '{ printf "%s%s %d of %d", (NR > 1 ? ", " : ""), $1, $3, $2 }' "$LOGS/search-$1-check.log")"
}

first_search() { # <row>
  local answer
  answer=$(curl --silent --max-time 120 --output /dev/null --write-out '%{http_code} %{time_total}' \
    "http://127.0.0.1:$NODE_PORT/api/v1/recipes?q=server")
  if [[ $answer != 200\ * ]]; then
    trouble "$1: answered ${answer%% *}"
    return 1
  fi
  sample "$1" potluck "${answer#* }"
  say "  $1: ${answer#* } s"
}

# The CPU seconds that the node has used.
node_cpu() { awk -v ticks="$(getconf CLK_TCK)" '{ print ($14 + $15) / ticks }' "/proc/$(watched "$NODE")/stat"; }

measure_search() { # <recipes> <row...>
  local n=$1 round before longest=()
  shift
  wait_until_idle 120 || trouble "the node is never idle"
  check_search "$n" || return
  search_load "search-$n-warm" new $((SECONDS_EACH > 5 ? 2 * SECONDS_EACH : 10)) 1 || return
  for ((round = 1; round <= ROUNDS; round++)); do
    before=$(node_cpu)
    search_load "search-$n-new-$round" new "$SECONDS_EACH" "${round}0000000" || return
    sample "$7" potluck "$(awk -v a="$before" -v b="$(node_cpu)" -v count="$(of_all 3)" 'BEGIN { print (b - a) * 1e6 / count }')"
    sample "$1" potluck "$(of_all 2)"
    sample "$2" potluck "$(of_all 6)"
    longest+=("$(of_all 7)")
    awk -F '\t' -v n="$n" -v OFS='\t' '$1 != "all" { print n, $0 }' <<<"$MEASURED" >>"$SEARCH_KINDS"
    say "  $1: $(of_all 2)/s, 99 in 100 within $(of_all 6) ms, the longest $(of_all 7) ms"
    search_load "search-$n-again-$round" again "$SECONDS_EACH" "${round}0000000" || return
    sample "$4" potluck "$(of_all 2)"
    say "  $4: $(of_all 2)/s"
  done
  sample "$3" potluck "$(printf '%s\n' "${longest[@]}" | greatest)"
  sample "$6" potluck "$(megabytes VmRSS "$(watched "$NODE")")"
}

reference_search() { # <recipes> <row...>
  local n=$1
  shift
  if ! search_java "search-$n-fts5" Engines fts5-all "$n" "$SEARCH_FOLDER" "$SECONDS_EACH"; then
    trouble "FTS5 could not be measured, see $LOGS/search-$n-fts5.log"
    return
  fi
  MEASURED=$(awk -F '\t' 'NF == 10' "$LOGS/search-$n-fts5.log")
  sample "$1" reference "$(cut -f 3 <<<"$MEASURED")"
  sample "$2" reference "$(cut -f 5 <<<"$MEASURED")"
  sample "$3" reference "$(cut -f 6 <<<"$MEASURED")"
  sample "$7" reference "$(awk -F '\t' '{ print $7 * 1000 }' <<<"$MEASURED")"
}

search_size() { # <recipes>
  local n=$1 rows=()
  rows=(
    "search, $n recipes, never asked before"
    "search, $n recipes, never asked before, 99 in 100 within"
    "search, $n recipes, never asked before, the longest"
    "search, $n recipes, asked again and again"
    "first search after a start, $n recipes"
    "resident memory after all that, $n recipes, \`$SEARCH_HEAP\`"
    "search, $n recipes, never asked before, CPU time of one"
  )
  say "search: $n recipes, $ROUNDS rounds of 2 times $SECONDS_EACH s"
  serve "search-$n" "$SEARCH_FOLDER/data" "$SEARCH_FOLDER/coops.yaml" "$SEARCH_HEAP"
  if wait_for_port "$NODE" "$NODE_PORT" 120 && first_search "${rows[4]}"; then
    measure_search "$n" "${rows[@]}" || true
  else
    trouble "serve did not get there, see $LOGS/search-$n.log"
  fi
  stop "$NODE"
  reference_search "$n" "${rows[@]}"
  search_rows "$n" "${rows[@]}"
}

# What is needed on two cores; twice that is what is aimed at.
search_rows() { # <recipes> <row...>
  case $1 in
    5000)
      row "$2" /s value at-least 500
      row "$3" ms value at-most 50
      row "$4" ms - - -
      ;;
    50000)
      row "$2" /s value at-least 100
      row "$3" ms - - -
      row "$4" ms value at-most 1000
      ;;
    *)
      row "$2" /s - - -
      row "$3" ms - - -
      row "$4" ms - - -
      ;;
  esac
  row "$8" µs - - -
  row "$5" /s - - -
  row "$6" s - - -
  row "$7" MB - - -
}

# Each kind of query at each size: mean, 99 in 100 and longest, of all rounds the worst.
kinds_table() {
  awk -F '\t' '
    { key = $2 SUBSEP $1
      if (!($2 in seen)) { seen[$2] = 1; kinds[++k] = $2 }
      if (!($1 in size)) { size[$1] = 1; sizes[++s] = $1 }
      if ($4 > mean[key]) mean[key] = $4
      if ($5 > most[key]) most[key] = $5
      if ($6 > top[key]) top[key] = $6 }
    END {
      printf "| kind of query, ms: mean, 99 in 100, longest |"
      for (i = 1; i <= s; i++) printf " %d recipes |", sizes[i]
      printf "\n|---|"
      for (i = 1; i <= s; i++) printf "---:|"
      print ""
      for (j = 1; j <= k; j++) {
        printf "| %s |", kinds[j]
        for (i = 1; i <= s; i++) {
          key = kinds[j] SUBSEP sizes[i]
          printf " %.1f, %.1f, %.0f |", mean[key], most[key], top[key]
        }
        print ""
      } }' "$SEARCH_KINDS"
}

bench_search() {
  local n TABLE=$SEARCH_TABLE
  compile_search
  : >"$SEARCH_KINDS"
  table_begin
  for n in "${SIZES[@]}"; do
    ensure_search_data "$n" || continue
    search_size "$n"
  done
  if [[ -s $SEARCH_KINDS ]]; then
    printf '\n' >>"$TABLE"
    kinds_table >>"$TABLE"
  fi
}

# FTS5 in three ways and the node's engine, within a process: the tables of docs/adr/0013-search-in-memory.md, left
# in engines-fts5.md and engines-potluck.md.
bench_engines() {
  local n engine table
  compile_search
  for engine in fts5 potluck; do
    table="$WORK/engines-$engine.md"
    {
      printf '| engine | recipes | queries/s | median | 99 in 100 | longest | CPU of one | build | bytes | a change |\n'
      printf '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n'
    } >"$table"
    for n in "${SIZES[@]}"; do
      ensure_search_data "$n" && engine_rows "$engine" "$n" >>"$table"
    done
    printf '\n' >>"$table"
    machine >>"$table"
  done
  cat "$WORK/engines-fts5.md" <(printf '\n') "$WORK/engines-potluck.md" >"$WORK/engines.md"
  cat "$WORK/engines.md"
}

engine_rows() { # <fts5|potluck> <recipes>
  say "engine: $1, $2 recipes"
  if ! search_java "engine-$1-$2" "$SEARCH_HEAP" Engines "$1" "$2" "$SEARCH_FOLDER" "$SECONDS_EACH"; then
    trouble "$1 could not be measured, see $LOGS/engine-$1-$2.log"
    return
  fi
  awk -F '\t' 'NF == 10 {
    printf "| %s | %d | %.0f | %.1f ms | %.0f ms | %.0f ms | %.2f ms | %.1f s | %.1f MB | %.1f ms |\n",
      $1, $2, $3, $4, $5, $6, $7, $8, $9 / 1e6, $10 }' "$LOGS/engine-$1-$2.log"
}
