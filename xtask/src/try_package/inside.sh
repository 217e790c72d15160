#!/bin/sh
# What a reader does with the package, in a fresh Debian: `inside.sh WORLD`. Any step that fails ends it.
set -eu
world=$1
export DEBIAN_FRONTEND=noninteractive

say() { printf '\n== %s\n' "$1"; }
wait_until() { # seconds, what is waited for, command
    left=$1 what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || { echo "waited too long until $what" >&2; exit 1; }
        sleep 1
    done
}

if [ "${2:-}" = as-reader ]; then
    qazetctl --world "$world" feeds subscribe --all >/dev/null
    qazet --world "$world" &
    app=$!
    wait_until 60 'the window is there' xdotool search --onlyvisible --name Qazet
    wait_until 60 'articles are there' sh -c 'qazetctl articles --json --limit 5 | grep -q title'
    # A blank window has a colour or two.
    is_drawn() { import -window root /tmp/tried.png && [ "$(identify -format %k /tmp/tried.png)" -gt 100 ]; }
    wait_until 120 'headlines are drawn' is_drawn
    xprop -id "$(xdotool search --onlyvisible --name Qazet | head -n 1)" WM_CLASS
    kill "$app"
    wait "$app" || true
    for scheme in qazet feed; do
        test "$(xdg-mime query default x-scheme-handler/$scheme)" = org.qazet.Qazet.desktop
    done
    man -w qazetctl qazet
    bash -c '. /usr/share/bash-completion/completions/qazetctl && complete -p qazetctl'
    exit
fi

mount -t proc proc /proc
mkdir -p /dev/shm
mount -t tmpfs tmpfs /dev/shm
mkdir -p /dev/pts
mount -t devpts devpts /dev/pts

say 'A desktop, as small as it can be'
apt-get -qq update
apt-get -qq install -y --no-install-recommends bash dbus-x11 desktop-file-utils fonts-dejavu-core imagemagick man-db \
    x11-utils xauth xdg-utils xdotool xvfb >/dev/null
useradd --create-home --home-dir /var/reader reader

say 'Install'
chmod a+r /qazet.deb
apt-get -qq install -y --no-install-recommends /qazet.deb >/dev/null
dpkg --verify qazet
dpkg -L qazet | sort >/tmp/installed
# Updates are the package manager's: nothing that looks for them is in the program.
if grep -q requireSignedVersion /usr/bin/qazet; then
    echo 'the program can update itself' >&2
    exit 1
fi
dpkg-query --show --showformat 'takes ${Installed-Size} kB\n' qazet

say 'Open and sync'
as_reader() { su reader -c "cd && $1"; }
as_reader "dbus-run-session -- xvfb-run -a -s '-screen 0 1280x832x24 -noreset' sh /inside.sh '$world' as-reader"
cp /tmp/tried.png /tried.png
had=$(as_reader 'qazetctl articles --json --limit 1000' | grep -o '"title"' | wc -l)
echo "$had articles"
test "$had" -gt 0

say 'Remove'
apt-get -qq purge -y qazet >/dev/null
while read -r path; do
    [ -d "$path" ] && [ ! -L "$path" ] && case $path in *qazet*) ;; *) continue ;; esac
    if [ -e "$path" ] || [ -L "$path" ]; then
        echo "left behind: $path" >&2
        exit 1
    fi
done </tmp/installed
if find / -xdev -iname '*qazet*' -not -path '/var/reader/*' -not -path '/tmp/*' -not -path '/var/log/*' -not -path '/qazet.deb' | grep .; then
    echo 'the files above were left behind' >&2
    exit 1
fi
test -s /var/reader/.local/share/qazet/library.sqlite

say 'Install again: the library is as it was'
apt-get -qq install -y --no-install-recommends /qazet.deb >/dev/null
has=$(as_reader 'qazetctl articles --json --limit 1000' | grep -o '"title"' | wc -l)
echo "$has articles"
test "$has" -eq "$had"
