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
carrel=$spent
echo "$count $bare $spent" | awk '{
	printf "bare SQLite with FTS5 %.0f papers/s   carrel with tags %.0f papers/s   ratio %.2f\n", $1 / $2, $1 / $3, $3 / $2 }'

echo "== tags in the same papers, processor time"
lists="$SRCDIR/src/extract/lists"
awk -F'\t' '!/^[#!-]/ { n = split($1 "|" $2 "|" $3, form, "|"); for (i = 1; i <= n; i++) if (form[i] ~ /../) print form[i] }' \
	"$lists/datasets.tsv" "$lists/methods.tsv" | LC_ALL=C sort -u >bench/names.txt
# Nine made names for each: the first word of one and the last of another.
mkdir -p bench/lists
awk '{ first[NR] = $1; last[NR] = $NF }
	END { for (k = 1; k <= 9; k++) for (i = 1; i <= NR; i++) print first[i], last[(i * (2 * k + 7) + 101 * k) % NR + 1] }' \
	bench/names.txt | LC_ALL=C sort -u >bench/lists/made.tsv
tests/bench/bench_extract "$papers" bench/names.txt bench/texts.txt bench/lists
tell_whole() {
	echo "$count $2 $(wc -c <"$3") $1" | awk '{
		printf "%-34s %7.1f MB/s  %8.0f abstracts/s\n", substr($0, index($0, $4)), $3 / $2 / 1e6, $1 / $2 }'
}
find_fixed() {
	grep -c -F -f bench/names.txt bench/texts.txt >bench/found.txt
}
extract_all() {
	./carrel extract "$papers" >bench/tags.jsonl
}
seconds find_fixed
tell_whole "grep -F -f" "$spent" bench/texts.txt
seconds extract_all
tell_whole "carrel extract, JSON and all" "$spent" bench/texts.txt

echo "== the names that they introduce, looked up in the others, processor time"
seconds ./carrel --library bench/library.db tags --retag
echo "$count $spent" | awk '{ printf "%.1f s, %.0f papers/s\n", $2, $1 / $2 }'

echo "== screen"
./carrel --library bench/library.db list --limit 1000 >bench/titles.txt
mkdir -p bench/edited/extract
: >bench/edited/config
printf 'A Name of my own\tNOMO\n' >bench/edited/extract/own.tsv
tests/bench/bench_screen bench/titles.txt bench/library.db bench/edited/config

if [ -x tests/bench/bench_visit ]; then
	echo "== code pages"
	TOP_BUILDDIR=. TOP_SRCDIR="$SRCDIR" tests/bench/bench_visit
fi

# What an import costs in a paper, and how much of that is for related work; growth on libraries of these sizes
# (BENCH_GROWTH="10000 30000 116000 1000000" takes an hour).
echo "== related work"
tests/bench/bench_related bench/library.db | tee bench/related
awk -v import="$carrel" -v papers="$count" '/written at/ {
	for (i = 1; i < NF; i++) if ($i == "at") ms = $(i + 1)
	printf "of an import %.1f %%\n", 100 * ms * papers / 1000 / import }' bench/related
for size in $GROWTH; do
	[ -s "bench/made$size.db" ] || {
		tests/bench/make_papers "$size" <"$SRCDIR/src/app/sample.txt" >bench/made.jsonl
		./carrel --library "bench/made$size.db" import -q -f jsonl bench/made.jsonl
	}
	tests/bench/bench_related "bench/made$size.db"
done | tee bench/growth
awk '/first twenty/ { n[++k] = $1; ms[k] = $6 } END {
	if (k > 1) printf "growth of the median with the exponent %.2f\n", log(ms[k] / ms[1]) / log(n[k] / n[1]) }' bench/growth

if [ -x tests/bench/bench_fetch ]; then
	echo "== keys while papers are fetched"
	TOP_BUILDDIR=$PWD tests/bench/bench_fetch bench/library.db
fi
