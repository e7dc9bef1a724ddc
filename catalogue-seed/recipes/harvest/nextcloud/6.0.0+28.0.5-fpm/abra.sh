export NGINX_CONF_VERSION=v7
export FPM_TUNE_VERSION=v2
export MYSQL_BACKUP_VERSION=v1
export PG_BACKUP_VERSION=v1

run_occ() {
  su -p www-data -s /bin/sh -c "/var/www/html/occ $*"
}

maintenance_on() {
  run_occ maintenance:mode --on
}

maintenance_off() {
  run_occ maintenance:mode --off
}
