#!/bin/sh
# draw_tags.sh SEED [NUMBER]: tags drawn at random from those of 2,000 papers, for a person to read: paper, kind,
# name, surfaces, set apart by tabs. The same seed draws the same places of the list of tags. drawn_tags.tsv holds
# a draw with what was found of each.
set -eu
seed=$1 number=${2:-100}
: "${TOP_SRCDIR:=.}" "${TOP_BUILDDIR:=.}"
"$TOP_BUILDDIR/carrel" extract "$TOP_SRCDIR/../shared/data/corpus/sample_2000.jsonl" | awk -v x="$seed" '
function random() { # a linear congruential generator (Marsaglia 1972), the same with every awk
	x = (x * 69069 + 1) % 4294967296
	return x
}
BEGIN { OFS = "\t"; for (i = 0; i < 8; i++) random() }
{
	id = $0
	sub(/^{"id":"/, "", id)
	sub(/".*/, "", id)
	n = split($0, tags, /{"kind":"/)
	for (i = 2; i <= n; i++) {
		if (tags[i] !~ /"surface":\[/)
			continue # a link
		kind = name = surface = tags[i]
		sub(/".*/, "", kind)
		sub(/^.*"name":"/, "", name)
		sub(/","surface":\[.*/, "", name)
		sub(/^.*"surface":\[/, "", surface)
		sub(/\],"introduced".*/, "", surface)
		printf "%.0f\t%s\t%s\t%s\t%s\n", random(), id, kind, name, surface
	}
}' | sort -n | head -n "$number" | cut -f 2-
