# shellcheck shell=bash
# What every measurement needs: processes that end, times, samples and their medians, the table.
# Sourced by bench/run, which sets WORK, LOGS, SAMPLES, TABLE and LIFE.

# ---- processes -------------------------------------------------------------------------------

declare -a RUNNING=()
STARTED=
TOOK=
TROUBLES=0

say() { printf '%s\n' "$*" >&2; }

trouble() {
  TROUBLES=$((TROUBLES + 1))
  say "bench: $*"
}

# start <log name> <command...>: in the background, with a limit of LIFE seconds. STARTED is the pid
# of `timeout`, which passes a signal on to the whole group that it leads.
start() {
  local log="$LOGS/$1.log"
  shift
  timeout --kill-after=30 "$LIFE" "$@" </dev/null >"$log" 2>&1 &
  STARTED=$!
  RUNNING+=("$STARTED")
}

# The process that `timeout` of the given pid watches over.
watched() {
  local children=
  while [[ -d /proc/$1 && -z $children ]]; do
    read -r children <"/proc/$1/task/$1/children" || true
  done
  printf '%s\n' "${children%% *}"
}

forget() {
  local pid kept=()
  for pid in "${RUNNING[@]}"; do
    [[ $pid == "$1" ]] || kept+=("$pid")
  done
  RUNNING=("${kept[@]}")
}

# stop <pid>: ends what `start` began and waits until it is gone.
stop() {
  kill -TERM "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
  forget "$1"
}

stop_all() {
  local pid
  for pid in "${RUNNING[@]}"; do
    kill -TERM "$pid" 2>/dev/null || true
  done
  for pid in "${RUNNING[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  RUNNING=()
}

# timed <log name> <command...>: runs it to its end. TOOK is the wall time in seconds; returns its status.
timed() {
  local begin=$EPOCHREALTIME status=0
  start "$@"
  wait "$STARTED" || status=$?
  TOOK=$(elapsed "$begin")
  forget "$STARTED"
  return "$status"
}

# Seconds from the given moment (of EPOCHREALTIME) to now.
elapsed() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.4f\n", b - a }'; }

# ---- network, loopback only ------------------------------------------------------------------

answers() { { : <>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null; }

free_port() {
  local port
  for port in {18200..18299}; do
    if ! answers "$port"; then
      printf '%s\n' "$port"
      return
    fi
  done
  say "bench: no free port between 18200 and 18299"
  return 1
}

status_of() { curl --silent --max-time 30 --output /dev/null --write-out '%{http_code}' "$@" || true; }

# wait_for_port <pid> <port> <seconds>: until something listens there; cheap, so that it takes nothing from a start.
wait_for_port() {
  local until=$((SECONDS + $3))
  while ((SECONDS <= until)) && kill -0 "$1" 2>/dev/null; do
    answers "$2" && return
    sleep 0.01
  done
  return 1
}

# wait_for_200 <pid> <port> <path> <seconds>
wait_for_200() {
  local until=$((SECONDS + $4))
  wait_for_port "$1" "$2" "$4" || return
  while ((SECONDS <= until)) && kill -0 "$1" 2>/dev/null; do
    [[ $(status_of "http://127.0.0.1:$2$3") == 200 ]] && return
    sleep 0.01
  done
  return 1
}

# ---- samples ---------------------------------------------------------------------------------

# sample <name> <potluck|reference> <number>
sample() { printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$SAMPLES"; }

# stats <name> <side>: "median least most", or nothing where there is no sample.
stats() {
  awk -F '\t' -v name="$1" -v side="$2" '$1 == name && $2 == side { print $3 }' "$SAMPLES" |
    sort -g |
    awk '{ v[NR] = $1 }
         END { if (NR) { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
                         print m, v[1], v[NR] } }'
}

# same_reference <name> <other>: what was measured for one row's reference stands for the other's too.
same_reference() {
  awk -F '\t' -v OFS='\t' -v from="$1" -v to="$2" '$1 == from && $2 == "reference" { $1 = to; print }' \
    "$SAMPLES" >"$SAMPLES.more"
  cat "$SAMPLES.more" >>"$SAMPLES"
  rm -f "$SAMPLES.more"
}

# ---- the table -------------------------------------------------------------------------------

table_begin() {
  {
    printf '| what | potluck | reference | ratio | aim | met? |\n'
    printf '|---|---:|---:|---:|---:|---|\n'
  } >"$TABLE"
}

# row <name> <unit> <ratio|value|-> <at-most|at-least|-> <aim|->: the samples of that name as a line. What is held
# against the aim is the ratio potluck/reference, or potluck's own value.
row() {
  local own other
  own=$(stats "$1" potluck)
  other=$(stats "$1" reference)
  awk -v name="$1" -v unit="$2" -v kind="$3" -v way="$4" -v aim="$5" -v own="$own" -v other="$other" '
    function bare(x) { return sprintf(unit == "s" ? "%.2f" : "%.0f", x) }
    function show(x) { return bare(x) (unit == "" || unit == "/s" ? unit : " " unit) }
    function cell(text,   p) {
      if (text == "") return "–"
      split(text, p, " ")
      if (p[2] == p[3]) return show(p[1])
      return show(p[1]) " (" bare(p[2]) " to " bare(p[3]) ")"
    }
    BEGIN {
      split(own, o, " "); split(other, r, " ")
      ratio = (own != "" && other != "" && r[1] > 0) ? o[1] / r[1] : ""
      held = kind == "ratio" ? ratio : (own == "" ? "" : o[1])
      wanted = aim == "-" ? "–" : (way == "at-most" ? "≤ " : "≥ ") aim (kind == "value" ? " " unit : "")
      if (aim == "-") met = "–"
      else if (held == "") met = "not measured"
      else if (way == "at-most") met = held <= aim + 0 ? "yes" : "**no**"
      else met = held >= aim + 0 ? "yes" : "**no**"
      printf "| %s | %s | %s | %s | %s | %s |\n", name, cell(own), cell(other),
        ratio == "" ? "–" : sprintf("%.2f", ratio), wanted, met
    }' >>"$TABLE"
}

# fill_marker <file> <name> <text file>: replaces what stands between <!-- name --> and <!-- /name -->.
fill_marker() {
  local new
  new=$(mktemp "$WORK/page.XXXXXX")
  awk -v name="$2" -v text="$3" '
    $0 == "<!-- /" name " -->" { inside = 0 }
    !inside { print }
    $0 == "<!-- " name " -->" {
      inside = 1; found = 1
      print ""
      while ((getline line < text) > 0) print line
      print ""
    }
    END { if (!found || inside) exit 1 }' "$1" >"$new" || {
    rm -f "$new"
    say "bench: $1 has no <!-- $2 --> … <!-- /$2 -->"
    return 1
  }
  cat "$new" >"$1"
  rm -f "$new"
}
