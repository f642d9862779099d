#!/bin/sh
# bench.sh: what `make bench` runs, in the build folder.
set -eu
mkdir -p bench
export HOME="$PWD/bench" XDG_DATA_HOME= XDG_CONFIG_HOME= XDG_STATE_HOME= XDG_CACHE_HOME=
papers=${CORPUS:-bench/papers.jsonl}
[ -n "$CORPUS" ] || tests/bench/make_papers "$PAPERS" <"$SRCDIR/src/app/sample.txt" >"$papers"
count=$(wc -l <"$papers")

echo "== $count papers"
rm -f bench/library.db*
start=$(date +%s.%N)
./carrel --library bench/library.db import -q -f jsonl "$papers"
end=$(date +%s.%N)
echo "$start $end $count" | awk '{ printf "import with tags and full text  %.0f papers/s\n", $3 / ($2 - $1) }'

echo "== screen"
./carrel --library bench/library.db list --limit 1000 >bench/titles.txt
tests/bench/bench_screen bench/titles.txt bench/library.db
