# shellcheck shell=bash
# Requests a second, against nginx that serves the same bytes. Sourced by bench/run.

NGINX=
NGINX_PORT=
QUERIES=
SLICE=
MIDDLE_QUERY=
LIST_BYTES=

have_http_tools() {
  local missing=()
  command -v nginx >/dev/null || missing+=("nginx (Debian: nginx-light)")
  command -v wrk >/dev/null || missing+=("wrk (Debian: wrk)")
  ((${#missing[@]} == 0)) && return
  trouble "requests a second are left out, missing: ${missing[*]}"
  return 1
}

start_nginx() {
  local folder="$WORK/nginx" user=
  ((EUID != 0)) || user="user root;"
  NGINX_PORT=$(free_port)
  mkdir -p "$folder"
  cat >"$folder/nginx.conf" <<CONF
daemon off;
$user
worker_processes $(nproc);
pid $folder/pid;
error_log stderr warn;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  gzip_static on;
  default_type application/json;
  client_body_temp_path $folder/temp;
  proxy_temp_path $folder/temp;
  fastcgi_temp_path $folder/temp;
  uwsgi_temp_path $folder/temp;
  scgi_temp_path $folder/temp;
  server {
    listen 127.0.0.1:$NGINX_PORT;
    root $folder/root;
    location = /api/v1/recipes { try_files /list.json =404; }
  }
}
CONF
  start nginx nginx -p "$folder" -e stderr -c "$folder/nginx.conf"
  NGINX=$STARTED
}

# take <path> <file> [curl options...]: the node's own bytes, as the reference will serve them.
take() {
  local path=$1 file="$WORK/nginx/root$2" status
  shift 2
  mkdir -p "$(dirname "$file")"
  status=$(curl --silent --max-time 30 --output "$file" --write-out '%{http_code}' "$@" \
    "http://127.0.0.1:$NODE_PORT$path")
  [[ $status == 200 ]] && return
  trouble "$path answered $status"
  return 1
}

# Filtered lists in an order that mixes them, each once: bench/recipes' names hold the letters.
write_queries() {
  QUERIES="$WORK/queries"
  awk 'BEGIN {
    words = split("am bi ce de em fj gr he wi ch fo ma fi ta ph ca no bo li ra sh su ti me se pr " \
      "bu fe er ar or ro ed ov il ki at es da ai in ow um op", q, " ")
    sorts = split("name updated status", s, " ")
    kinds = split("Apps Utilities Development Graphics Social", c, " ")
    total = 80 * 4 * words * sorts * (kinds + 1)
    step = 1000003 # a prime that divides no count above: each number comes once
    for (i = 0; i < total; i++) {
      n = (i * step) % total
      l = n % 80; n = int(n / 80)
      m = n % 4; n = int(n / 4)
      w = n % words; n = int(n / words)
      o = n % sorts; n = int(n / sorts)
      line = "/api/v1/recipes?limit=" (20 + l) "&min_status=" (1 + m) "&q=" q[w + 1] "&sort=" s[o + 1]
      print line (n ? "&category=" c[n] : "")
    }
  }' >"$QUERIES"
  SLICE=$((($(wc -l <"$QUERIES") - 50) / (ROUNDS + 1)))
}

# The list that nginx answers with: of 50 answers the one in the middle by size.
take_middle_list() {
  local query folder="$WORK/lists" i=0 middle
  rm -rf "$folder"
  mkdir -p "$folder"
  while read -r query; do
    i=$((i + 1))
    curl --silent --fail --max-time 30 --output "$folder/$i" "http://127.0.0.1:$NODE_PORT$query" || {
      trouble "$query was refused"
      return 1
    }
  done < <(tail -n 50 "$QUERIES")
  middle=$(wc -c "$folder"/* | grep -v ' total$' | sort -n | sed -n 25p | awk '{ print $2 }')
  cp "$middle" "$WORK/nginx/root/list.json"
  MIDDLE_QUERY=$(tail -n 50 "$QUERIES" | sed -n "$(basename "$middle")p")
  LIST_BYTES=$(wc -c <"$middle")
}

wrk_failed() {
  trouble "wrk failed, see $LOGS/$1.log"
  return 1
}

# load <log name> <port> <seconds> <path or @slice> [header...]: RATE is what wrk counted.
load() {
  local log=$1 port=$2 seconds=$3 path=$4 header options=(-c 8 -t 1)
  local bad='Non-2xx|Socket errors'
  shift 4
  for header in "$@"; do
    options+=(-H "$header")
  done
  RATE=
  # nginx keeps no answers, so it may be asked again.
  [[ $port == "$NGINX_PORT" ]] || bad+='|asked again'
  if [[ $path == @* ]]; then
    timed "$log" wrk "${options[@]}" -d "${seconds}s" -s bench/queries.lua "http://127.0.0.1:$port" \
      -- "$QUERIES" "$((${path#@} * SLICE))" "$SLICE" || wrk_failed "$log" || return
  else
    timed "$log" wrk "${options[@]}" -d "${seconds}s" "http://127.0.0.1:$port$path" || wrk_failed "$log" || return
  fi
  if grep -qE "$bad" "$LOGS/$log.log"; then
    trouble "$log does not count: $(grep -E "$bad" "$LOGS/$log.log" | tr -s ' \n' ' ')"
    return 1
  fi
  RATE=$(awk '$1 == "Requests/sec:" { print $2 }' "$LOGS/$log.log")
  [[ -n $RATE ]]
}

# against_nginx <row> <log name> <round, 0 warms up> <path or @> <header for potluck> <header for nginx>
against_nginx() {
  local name=$1 log=$2 round=$3 path=$4 own=() other=() side sides=(potluck reference)
  [[ -z $5 ]] || own=("Accept-Encoding: gzip") other=("Accept-Encoding: gzip")
  [[ $5 != If-* ]] || own+=("$5") other+=("$6")
  [[ $path != @ ]] || path="@$round"
  ((round % 2)) || sides=(reference potluck)
  for side in "${sides[@]}"; do
    if [[ $side == potluck ]]; then
      load "$log-$round-potluck" "$NODE_PORT" "$SECONDS_EACH" "$path" "${own[@]}" || true
    else
      load "$log-$round-nginx" "$NGINX_PORT" "$SECONDS_EACH" "$path" "${other[@]}" || true
    fi
    ((round > 0)) && [[ -n $RATE ]] || continue
    sample "$name" "$side" "$RATE"
    say "  $name, $side: $RATE/s"
  done
}

etag_of() { # <port>
  curl --silent --max-time 30 --output /dev/null --dump-header - --header 'Accept-Encoding: gzip' \
    "http://127.0.0.1:$1/recipes.json" | tr -d '\r' | awk 'tolower($1) == "etag:" { sub(/^[^ ]* /, ""); print }'
}

check_304() { # <port> <etag>
  local status
  status=$(status_of --header 'Accept-Encoding: gzip' --header "If-None-Match: $2" "http://127.0.0.1:$1/recipes.json")
  [[ $status == 304 ]] || trouble "port $1 answered $status to its own ETag $2"
}

measure_http() {
  local recipe round own_tag other_tag rows=() name
  recipe="/api/v1/recipes/$(coop_of 0)/$(head -n 1 "$NAMES")"
  take /recipes.json /recipes.json || return
  take /recipes.json /recipes.json.gz --header 'Accept-Encoding: gzip' || return
  gzip --test "$WORK/nginx/root/recipes.json.gz" || trouble "recipes.json did not come as gzip"
  take "$recipe" "$recipe" || return
  write_queries
  take_middle_list || return
  own_tag=$(etag_of "$NODE_PORT")
  other_tag=$(etag_of "$NGINX_PORT")
  check_304 "$NODE_PORT" "$own_tag"
  check_304 "$NGINX_PORT" "$other_tag"
  rows=(
    "\`recipes.json\`, gzip ($(wc -c <"$WORK/nginx/root/recipes.json.gz") bytes)"
    "\`recipes.json\`, 304"
    "one recipe ($(wc -c <"$WORK/nginx/root$recipe") bytes)"
    "filtered list, never asked before (about $LIST_BYTES bytes)"
    "filtered list, repeated ($LIST_BYTES bytes)"
  )
  for ((round = 0; round <= ROUNDS; round++)); do
    ((round > 0)) || say "  warming up"
    against_nginx "${rows[0]}" document "$round" /recipes.json gzip gzip
    against_nginx "${rows[1]}" not-modified "$round" /recipes.json "If-None-Match: $own_tag" "If-None-Match: $other_tag"
    against_nginx "${rows[2]}" recipe "$round" "$recipe" "" ""
    against_nginx "${rows[3]}" new-list "$round" @ "" ""
    against_nginx "${rows[4]}" same-list "$round" "$MIDDLE_QUERY" "" ""
  done
  row "${rows[0]}" /s ratio at-least 0.6
  row "${rows[1]}" /s ratio at-least 0.35
  row "${rows[2]}" /s ratio at-least 0.35
  row "${rows[3]}" /s ratio at-least 0.05
  row "${rows[4]}" /s ratio at-least 0.3
}

bench_http() {
  have_http_tools || return 0
  say "requests a second: $ROUNDS rounds of $SECONDS_EACH s each, after one that warms up"
  serve http "$WORK/data" "$COOPS_FILE"
  if wait_for_200 "$NODE" "$NODE_PORT" /recipes.json 60 && wait_for_catalogue 60; then
    wait_until_quiet
    start_nginx
    if wait_for_port "$NGINX" "$NGINX_PORT" 10; then
      measure_http || true
    else
      trouble "nginx did not start, see $LOGS/nginx.log"
    fi
    stop "$NGINX"
  else
    trouble "serve did not get there, see $LOGS/http.log"
  fi
  stop "$NODE"
}
