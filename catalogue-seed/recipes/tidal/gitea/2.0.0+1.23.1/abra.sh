add_oauth() {
  su git -c "gitea admin auth add-oauth \
    --name '$OAUTH_NAME' \
    --provider openidConnect \
    --key '$OAUTH_CLIENT_ID' \
    --secret '$(cat /run/secrets/oauth_secret)' \
    --auto-discover-url '$OAUTH_DISCOVERY_URL'"
}

add_admin() {
  su git -c "gitea admin user create --admin --random-password --username '$1' --email '$2'"
}
