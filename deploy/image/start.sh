#!/bin/bash
# start.sh COMMAND [ARG...]: what every container runs first. Understands the Jupyter docker stacks'
# NB_USER, NB_UID, NB_GID, CHOWN_HOME, CHOWN_EXTRA, JUPYTER_ENV_VARS_TO_UNSET and folders of hooks.
# Started as root, it becomes the user that they name; else it stays who it is.
set -eu

say() { echo "start.sh: $*" >&2; }

# hooks DIR: *.sh are read by this shell, so that they can set variables; what is executable is run.
hooks() {
	local f
	for f in "$1"/*; do
		case $f in
		*.sh) if [ -f "$f" ]; then set +eu; . "$f"; set -eu; fi ;;
		*) if [ -f "$f" ] && [ -x "$f" ]; then "$f"; fi ;;
		esac
	done
}

is_yes() { [ "$1" = 1 ] || [ "$1" = yes ]; }

# rename_user gives the image's user another name and number. Where / is read-only the number alone counts.
rename_user() {
	local old
	old=$(getent passwd | awk -F: '$6 ~ "^/home/" { print $1; exit }')
	if [ "$old" = "$NB_USER" ] && [ "$(id -u "$old")" = "$NB_UID" ] && [ "$(id -g "$old")" = "$NB_GID" ]; then
		return
	fi
	getent group "$NB_GID" >/dev/null || groupadd --gid "$NB_GID" "${NB_GROUP:-$NB_USER}" || true
	usermod --login "$NB_USER" --uid "$NB_UID" --non-unique --gid "$NB_GID" --home "/home/$NB_USER" "$old" ||
		say "the user database cannot be changed; going on as number $NB_UID"
}

as_root() {
	if is_yes "${GRANT_SUDO:-}"; then say "there is no sudo in this image: GRANT_SUDO does nothing"; fi
	if [ "$NB_UID" = 0 ]; then
		say "NB_UID=0: everything runs as root (JupyterLab then wants --allow-root)"
	else
		rename_user
	fi
	export HOME=/home/$NB_USER USER=$NB_USER LOGNAME=$NB_USER
	if [ ! -d "$HOME" ] && ! mkdir -p "$HOME"; then say "$HOME cannot be made"; fi
	if [ "$(stat -c %u "$HOME")" != "$NB_UID" ] || is_yes "${CHOWN_HOME:-}"; then
		# A volume that is new belongs to root. CHOWN_HOME_OPTS=-R goes through all that it holds.
		chown ${CHOWN_HOME_OPTS:-} "$NB_UID:$NB_GID" "$HOME" || say "$HOME stays its owner's"
	fi
	local extra
	for extra in ${CHOWN_EXTRA//,/ }; do
		chown ${CHOWN_EXTRA_OPTS:-} "$NB_UID:$NB_GID" "$extra" || say "$extra stays its owner's"
	done
	hooks /usr/local/bin/before-notebook.d
	case $PWD in
	/home/*) cd "$HOME" ;; # the image's home, which may have another name now
	esac
	exec setpriv --reuid "$NB_UID" --regid "$NB_GID" --groups "$NB_GID,100" --inh-caps=-all \
		env WEFT_START=user "$0" "$@"
}

as_user() {
	if [ "${WEFT_START:-}" != user ]; then
		if [ "$NB_UID" != "$(id -u)" ] && [ "$NB_UID" != 1000 ]; then
			say "NB_UID=$NB_UID needs a container that is started as root: docker run --user root"
		fi
		hooks /usr/local/bin/before-notebook.d
	fi
	unset WEFT_START
	if [ ! -w "$HOME" ]; then
		say "$HOME cannot be written by number $(id -u): give it a volume, or the group: docker run --group-add users"
	fi
	. /usr/local/bin/prepare-home
	local name
	for name in ${JUPYTER_ENV_VARS_TO_UNSET//,/ }; do unset "$name"; done
	exec "$@"
}

: "${NB_USER:=jovyan}" "${NB_UID:=1000}" "${NB_GID:=100}" "${CHOWN_EXTRA:=}" "${JUPYTER_ENV_VARS_TO_UNSET:=}"
[ $# -gt 0 ] || set -- bash
[ "${WEFT_START:-}" = user ] || hooks /usr/local/bin/start-notebook.d
if [ "$(id -u)" = 0 ] && [ "${WEFT_START:-}" != user ]; then
	as_root "$@"
else
	as_user "$@"
fi
