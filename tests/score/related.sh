#!/bin/sh
# related.sh: how good related work is: the development queries (NDCG@20 and others by pool) and the seed listing
# (recall at 6). Left out where the data is not beside the source tree.
set -eu
shared=$TOP_SRCDIR/../shared
data=$shared/data
carrel=$TOP_BUILDDIR/carrel
if ! [ -r "$data/related/dev.jsonl" ] || ! command -v python3 >/dev/null; then
	echo 'related: no data to score by'
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_DATA_HOME= XDG_CONFIG_HOME= XDG_STATE_HOME= XDG_CACHE_HOME=

echo '== related: development queries'
python3 "$shared/tools/related_to_run.py" "$data/related/dev.jsonl" "$data/related/pool.jsonl.gz" "$carrel" >"$work/run"
python3 "$shared/tools/score_related.py" "$data/related/dev.jsonl" "$work/run"

echo '== related: the seed listing'
seed="$carrel --library $work/seed.db"
$seed import -q -f listing "$data/seed/listing.txt"
$seed list --json --limit 0 >"$work/papers"
sed 's/^{"id":"\([^"]*\)".*/\1/' "$work/papers" | $seed related --json --limit 6 - >"$work/related"
python3 "$shared/tools/score_seed.py" "$data/seed/gold_dev.jsonl" --related "$work/related" <"$work/papers" |
	grep '^related'
