export ENTRYPOINT_VERSION=v2
export HOMESERVER_YAML_VERSION=v23
export LOG_CONFIG_VERSION=v2
export NGINX_CONF_VERSION=v5

set_admin() {
  curl -fSs -X PUT -H "Authorization: Bearer $1" \
    -d '{"admin": true}' "http://localhost:8008/_synapse/admin/v2/users/$2"
}
