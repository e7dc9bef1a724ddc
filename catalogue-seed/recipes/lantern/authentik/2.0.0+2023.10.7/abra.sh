export FLOW_INVITATION_VERSION=v1
export NEXTCLOUD_CONFIG_VERSION=v1

set_admin_pass() {
  ak changepassword akadmin
}

apply_blueprints() {
  ak apply_blueprint lantern/invitation.yaml
}
