# shellcheck shell=bash
# What it takes to compare two versions, asked of a node, against `git diff`. Sourced by bench/run.

COMPARE_TABLE="$WORK/compare.md"
COMPARE_RECIPES=12
COMPARE_RELEASES=30
COMPARE_FOLDER="$WORK/compare-$COMPARE_RECIPES-$COMPARE_RELEASES"

compare_git() { # <log name> <first> <last>: MEASURED is what came of it
  MEASURED=
  if ! timed "$1" java -cp "$WORK/classes" CompareLoad git "$COMPARE_FOLDER/repositories" "$COMPARE_FOLDER/pairs" "$2" "$3"; then
    trouble "$1 does not count: $(grep -m 1 -E 'Exception' "$LOGS/$1.log" || true) (see $LOGS/$1.log)"
    return 1
  fi
  MEASURED=$(<"$LOGS/$1.log")
}

compare_node() { # <log name> <first> <how many>: the same
  local log=$LOGS/$1.log
  MEASURED=
  if ! timed "$1" wrk -t 1 -c 1 -d 120s --timeout 60s -s bench/compare/pairs.lua "http://127.0.0.1:$NODE_PORT" -- "$COMPARE_FOLDER/pairs" "$2" "$3" ||
    grep -qE 'not answered|no difference' "$log" || ! MEASURED=$(grep -P '^\d+\t' "$log"); then
    trouble "$1 does not count, see $log"
    return 1
  fi
}

build_compare() {
  javac -d "$WORK/classes" -cp "$JAR" bench/compare/*.java
  [[ -f $COMPARE_FOLDER/pairs ]] && return
  rm -rf "$COMPARE_FOLDER"
  java -cp "$WORK/classes" CompareRecipes "$COMPARE_FOLDER/repositories" "$COMPARE_RECIPES" "$COMPARE_RELEASES" >"$LOGS/compare-names.log"
  {
    printf 'precedence: [bench]\ncoops:\n  - id: bench\n    domain: bench.example\n    name: Bench\n    sources:\n      - repositories:\n'
    sed "s|.*|          - { url: \"file://$COMPARE_FOLDER/repositories/&.git\", name: \"&\" }|" "$LOGS/compare-names.log"
  } >"$COMPARE_FOLDER/coops.yaml"
  java -cp "$WORK/classes" CompareLoad pairs "$COMPARE_FOLDER/repositories" >"$COMPARE_FOLDER/pairs"
}

# Each round asks for pairs that none before it asked for.
bench_compare() {
  local TABLE=$COMPARE_TABLE round first pairs each=1500 gits=150 warm=4500
  local name="comparison of two versions with 20 Compose files, over HTTP" inside="the same without HTTP and JSON"
  command -v wrk >/dev/null || {
    trouble "comparisons want wrk (Debian: wrk)"
    return
  }
  build_compare
  pairs=$(wc -l <"$COMPARE_FOLDER/pairs")
  table_begin
  if ! potluck_sync compare-sync "$WORK/data-compare" "$COMPARE_FOLDER/coops.yaml"; then
    trouble "the recipes to compare could not be read, see $LOGS/compare-sync.log"
    return
  fi
  serve compare "$WORK/data-compare" "$COMPARE_FOLDER/coops.yaml" -Xmx192m -XX:+UseSerialGC
  if wait_for_200 "$NODE" "$NODE_PORT" /recipes.json 60 && wait_until_idle 120 &&
    compare_node compare-warm 0 "$warm"; then
    for ((round = 1; round <= ROUNDS; round++)); do
      first=$((warm + (round - 1) * each))
      ((first + each <= pairs)) || break
      compare_node "compare-node-$round" "$first" "$each" || break
      compare_samples potluck "$name"
      compare_git "compare-git-$round" "$first" "$((first + gits))" || break
      compare_samples reference "$name"
    done
  else
    trouble "the node does not compare, see $LOGS/compare.log"
  fi
  stop "$NODE"
  if timed compare-inside java -Xmx192m -XX:+UseSerialGC -cp "$JAR:$WORK/classes" CompareInside \
    "$WORK/data-compare/potluck.db" "$COMPARE_FOLDER/pairs" "$warm" "$each" "$ROUNDS"; then
    while read -r MEASURED; do
      compare_samples potluck "$inside"
    done <"$LOGS/compare-inside.log"
  else
    trouble "comparing within a process does not count, see $LOGS/compare-inside.log"
  fi
  row "$name, median" ms - - -
  row "$name, 95 in 100 within" ms value at-most 5
  row "$name, 99 in 100 within" ms - - -
  row "$inside, median" ms - - -
  row "$inside, 95 in 100 within" ms value at-most 5
  row "$inside, 99 in 100 within" ms - - -
}

compare_samples() { # <side> <name>
  sample "$2, median" "$1" "$(cut -f 2 <<<"$MEASURED")"
  sample "$2, 95 in 100 within" "$1" "$(cut -f 3 <<<"$MEASURED")"
  sample "$2, 99 in 100 within" "$1" "$(cut -f 4 <<<"$MEASURED")"
  say "  $2: $1 $MEASURED"
}
