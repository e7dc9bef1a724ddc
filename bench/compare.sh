# shellcheck shell=bash
# What it takes to compare two versions, asked of a node, against `git diff`. Sourced by bench/run.

COMPARE_TABLE="$WORK/compare.md"
COMPARE_RECIPES=12
COMPARE_RELEASES=30
COMPARE_FOLDER="$WORK/compare-$COMPARE_RECIPES-$COMPARE_RELEASES"

compare_load() { # <log name> <node|git> <port or folder> <first> <last>: MEASURED is what came of it
  local log=$1
  shift
  MEASURED=
  if ! timed "$log" java -cp "$WORK/classes" CompareLoad "$1" "$2" "$COMPARE_FOLDER/pairs" "$3" "$4"; then
    trouble "$log does not count: $(grep -m 1 -E 'Exception' "$LOGS/$log.log" || true) (see $LOGS/$log.log)"
    return 1
  fi
  MEASURED=$(<"$LOGS/$log.log")
}

build_compare() {
  javac -d "$WORK/classes" bench/compare/*.java
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
  local TABLE=$COMPARE_TABLE round first each=1500 gits=150
  local name="comparison of two versions with 20 Compose files"
  build_compare
  table_begin
  if ! potluck_sync compare-sync "$WORK/data-compare" "$COMPARE_FOLDER/coops.yaml"; then
    trouble "the recipes to compare could not be read, see $LOGS/compare-sync.log"
    return
  fi
  serve compare "$WORK/data-compare" "$COMPARE_FOLDER/coops.yaml" -Xmx192m
  if wait_for_200 "$NODE" "$NODE_PORT" /recipes.json 60 && wait_until_idle 120 &&
    compare_load compare-warm node "$NODE_PORT" 0 "$each"; then
    for ((round = 1; round <= ROUNDS; round++)); do
      first=$((round * each))
      compare_load "compare-node-$round" node "$NODE_PORT" "$first" "$((first + each))" || break
      compare_samples potluck "$name"
      compare_load "compare-git-$round" git "$COMPARE_FOLDER/repositories" "$first" "$((first + gits))" || break
      compare_samples reference "$name"
    done
  else
    trouble "the node does not compare, see $LOGS/compare.log"
  fi
  stop "$NODE"
  row "$name, median" ms - - -
  row "$name, 95 in 100 within" ms value at-most 5
  row "$name, 99 in 100 within" ms - - -
}

compare_samples() { # <side> <name>
  sample "$2, median" "$1" "$(cut -f 2 <<<"$MEASURED")"
  sample "$2, 95 in 100 within" "$1" "$(cut -f 3 <<<"$MEASURED")"
  sample "$2, 99 in 100 within" "$1" "$(cut -f 4 <<<"$MEASURED")"
  say "  $2: $1 $MEASURED"
}
