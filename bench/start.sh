# shellcheck shell=bash
# From exec to the first answer, with and without an archive of loaded classes. Sourced by bench/run.

SEED=catalogue-seed/coops.yaml

# first_answer <row> <log name> <data> <coops> [java options...]
first_answer() {
  local name=$1 log=$2 begin took=
  shift 2
  begin=$EPOCHREALTIME
  serve "$log" "$@"
  if wait_for_200 "$NODE" "$NODE_PORT" /recipes.json 60; then
    took=$(elapsed "$begin")
    sample "$name" potluck "$took"
    say "  $name: $took s"
  else
    trouble "$name: no answer, see $LOGS/$log.log"
  fi
  stop "$NODE"
}

make_archive() {
  local path
  ARCHIVE="$WORK/potluck.jsa"
  rm -f "$ARCHIVE"
  serve archive "$WORK/data" "$COOPS_FILE" "-XX:ArchiveClassesAtExit=$ARCHIVE"
  if wait_for_200 "$NODE" "$NODE_PORT" /recipes.json 60; then
    for path in /api/v1/recipes /health/ready; do
      status_of "http://127.0.0.1:$NODE_PORT$path" >/dev/null
    done
  fi
  stop "$NODE"
  [[ -s $ARCHIVE ]] && return
  trouble "no archive of classes was made, see $LOGS/archive.log"
  return 1
}

bench_start() {
  local round archive=() rows=(
    "first answer, $REPOSITORIES repositories synced before"
    "first answer, $REPOSITORIES repositories synced before, class data sharing"
    "first answer, \`catalogue-seed\`, empty data folder"
    "first answer, \`catalogue-seed\`, empty data folder, class data sharing"
  )
  say "start: $ROUNDS rounds"
  if make_archive; then
    archive=("-XX:SharedArchiveFile=$ARCHIVE" -Xshare:auto)
  fi
  for ((round = 1; round <= ROUNDS; round++)); do
    first_answer "${rows[0]}" "start-$round" "$WORK/data" "$COOPS_FILE"
    ((${#archive[@]} == 0)) || first_answer "${rows[1]}" "start-shared-$round" "$WORK/data" "$COOPS_FILE" "${archive[@]}"
    [[ -f $SEED ]] || continue
    rm -rf "$WORK/data-seed"
    first_answer "${rows[2]}" "start-seed-$round" "$WORK/data-seed" "$SEED"
    rm -rf "$WORK/data-seed"
    ((${#archive[@]} == 0)) || first_answer "${rows[3]}" "start-seed-shared-$round" "$WORK/data-seed" "$SEED" "${archive[@]}"
  done
  [[ -f $SEED ]] || trouble "no $SEED: its start is left out"
  rm -rf "$WORK/data-seed"
  row "${rows[0]}" s value at-most 2.2
  row "${rows[1]}" s value at-most 1.3
  row "${rows[2]}" s value at-most 2.2
  row "${rows[3]}" s value at-most 1.3
}
