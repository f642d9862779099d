#!/bin/sh
# extraction.sh: how well data sets and methods (precision, recall, F1 by kind) and code links are found: papers,
# sentences, papers with only some of their tags known (recall), and the seed listing. Left out where the data is
# not beside the source tree.
set -eu
shared=$TOP_SRCDIR/../shared
data=$shared/data
carrel=$TOP_BUILDDIR/carrel
if ! [ -r "$data/extraction/dev.jsonl" ] || ! command -v python3 >/dev/null; then
	echo 'extraction: no data to score by'
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_DATA_HOME= XDG_CONFIG_HOME= XDG_STATE_HOME= XDG_CACHE_HOME=

for part in dev sentences_dev weak_dev codelinks_dev; do
	echo "== extraction: $part"
	"$carrel" extract "$data/extraction/$part.jsonl" | python3 "$shared/tools/tags_to_pred.py" >"$work/tags"
	how=
	[ "$part" != codelinks_dev ] || how=--code-links
	python3 "$shared/tools/score_extraction.py" $how "$data/extraction/$part.jsonl" "$work/tags"
done

echo '== extraction: the seed listing'
seed="$carrel --library $work/seed.db"
$seed import -q -f listing "$data/seed/listing.txt"
$seed list --json --limit 0 | python3 "$shared/tools/score_seed.py" "$data/seed/gold_dev.jsonl" |
	grep -E '^(found|datasets|methods)'
