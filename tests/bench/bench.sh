#!/bin/sh
# bench.sh: what `make bench` runs, in the build folder. Each figure stands beside the least that the same work can
# cost, measured in the same run; quote the ratios.
set -eu
mkdir -p bench
export HOME="$PWD/bench" XDG_DATA_HOME= XDG_CONFIG_HOME= XDG_STATE_HOME= XDG_CACHE_HOME=
papers=${CORPUS:-bench/papers.jsonl}
[ -n "$CORPUS" ] || tests/bench/make_papers "$PAPERS" <"$SRCDIR/src/app/sample.txt" >"$papers"
count=$(wc -l <"$papers")

# seconds COMMAND...: the processor time (user and system) that it takes, children included.
seconds() {
	before=$(awk '{ print $16 + $17 }' /proc/$$/stat)
	"$@"
	after=$(awk '{ print $16 + $17 }' /proc/$$/stat)
	ticks=$(getconf CLK_TCK)
	spent=$(echo "$before $after $ticks" | awk '{ print ($2 - $1) / $3 }')
}

bare_import() {
	tests/bench/bare_import bench/bare.db <"$papers"
}

echo "== import of $count papers, processor time"
rm -f bench/library.db* bench/bare.db*
seconds bare_import
bare=$spent
seconds ./carrel --library bench/library.db import -q -f jsonl "$papers"
echo "$count $bare $spent" | awk '{
	printf "bare SQLite with FTS5 %.0f papers/s   carrel with tags %.0f papers/s   ratio %.2f\n", $1 / $2, $1 / $3, $3 / $2 }'

echo "== screen"
./carrel --library bench/library.db list --limit 1000 >bench/titles.txt
tests/bench/bench_screen bench/titles.txt bench/library.db
