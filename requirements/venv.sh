# Sourced by ./betjent and ./check: sees to it that .venv holds what requirements/NAME.txt says.
# Sets nothing but functions; needs $home, the project's folder.

ready() { # ready NAME: without network, and without starting Python, when nothing has changed
	[ -x "$home/.venv/bin/python" ] && cmp -s "$home/requirements/$1.txt" "$home/.venv/$1.stamp" && return
	find_python
	"$python" "$home/requirements/install.py" "$1"
}

find_python() { # sets $python
	lacking=
	for python in python3 python3.13 python3.12 python3.11 python; do
		"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
		"$python" -c 'import venv, ensurepip' 2>/dev/null && return
		lacking=yes
	done
	if [ "$lacking" ]; then
		echo "Din Python mangler modulet venv. På Debian og Ubuntu: sudo apt install python3-venv" >&2
	else
		echo "Her skal bruges Python 3.11 eller nyere, og den fandt jeg ikke." >&2
		echo "På Debian og Ubuntu: sudo apt install python3 python3-venv. På macOS: brew install python" >&2
	fi
	exit 1
}
