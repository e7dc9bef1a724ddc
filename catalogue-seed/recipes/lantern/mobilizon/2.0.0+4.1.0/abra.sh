export ABRA_ENTRYPOINT_VERSION=v2
export MOBILIZON_CONFIG_VERSION=v1
# left from the time before the image read its environment
export NGINX_CONF_VERSION=v1

new_admin() {
  mobilizon_ctl users.new "$1" --admin
}
