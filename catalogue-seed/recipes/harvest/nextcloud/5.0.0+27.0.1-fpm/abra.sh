export NGINX_CONF_VERSION=v6
export FPM_TUNE_VERSION=v2

run_occ() {
  su -p www-data -s /bin/sh -c "/var/www/html/occ $*"
}

maintenance_on() {
  run_occ maintenance:mode --on
}

maintenance_off() {
  run_occ maintenance:mode --off
}
