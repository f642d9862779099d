#!/bin/sh
# related and extract: answers in the order asked.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

import_papers

good related --json 2103.00003
out_lines 1
out_has '{"id":"arxiv:2103.00003","related":[{"id":"arxiv:2101.00001","score":'
out_has '"why":[{"link":"'
out_lacks '{"id":"arxiv:2103.00003","score"'
good related --json --limit 1 2103.00003
[ "$(grep -o '"score"' "$home/out" | wc -l)" -eq 1 ] || fail '--limit 1 gave more than one'
feed 'arxiv:2102.00002\n2101.00001\n\narxiv:2103.00003\n'
good related --json -
[ "$(sed 's/^{"id":"\([^"]*\)".*/\1/' "$home/out" | tr '\n' ' ')" = \
	'arxiv:2102.00002 arxiv:2101.00001 arxiv:2103.00003 ' ] || fail 'not in the order asked'
feed '2102.00002\n2222.22222\n2101.00001\n'
run related --json -
code_is 4
out_lines 2
err_has 'standard input:2: '
wrong 4 '2222.22222' related 2222.22222
good related 2103.00003
out_has 'Gentle Descent: Pruning for Small Devices'
out_has 'arxiv:2101.00001'

# related: as a query: the same papers in the same order, and with other conditions.
good related --json 2101.00001
grep -o '"id":"[^"]*","score"' "$home/out" | sed 's/"id":"\([^"]*\)".*/\1/' >"$home/first"
good list related:2101.00001
cut -f 1 "$home/out" | cmp -s - "$home/first" || fail 'list related: is not what related says'
[ -s "$home/first" ] || fail 'nothing is related'
good list --sort title related:2101.00001
[ "$(wc -l <"$home/out")" -eq "$(wc -l <"$home/first")" ] || fail '--sort changes what is found'
good list related:2101.00001 is:starred
out_lines 0
wrong 4 '2222.22222' list related:2222.22222
wrong 2 'related: needs' list related:

# For the reader: what is like the starred comes first, and says why.
good list --sort for-you
err_has 'no paper is starred, tagged or listed yet'
good tag 2101.00001 +mine
good list --sort for-you --json --limit 1
out_has '"for_you":{"score":'
out_has '"like":"arxiv:2101.00001","why":[{"link":"'
good related --json --limit 1 2101.00001
first=$(grep -o '"id":"[^"]*","score"' "$home/out" | sed 's/"id":"\([^"]*\)".*/\1/')
good list --sort for-you --limit 1
[ "$(cut -f 1 "$home/out")" = "$first" ] || fail 'what is most like the one paper is not first'
good list --sort for-you --json --limit 0
grep '"id":"arxiv:2101.00001"' "$home/out" | grep -qF '"for_you":null}' || fail 'a paper is like itself'
good undo

# The timeline of a tag: the same papers as its query finds.
good tags --timeline CIFAR-10 --json
out_lines 1
out_has '{"kind":"dataset","name":"CIFAR-10","papers":'
out_has '"months":[{"month":"20'
good tags --timeline cifar-10
months=$(awk -F '\t' '{ n += $2 } END { print n }' "$home/out")
good list --limit 0 dataset:CIFAR-10
[ "$months" -eq "$(wc -l <"$home/out")" ] || fail 'the months have other papers than the query'
wrong 4 'no paper has the tag "Nonesuch"' tags --timeline Nonesuch
wrong 4 'no paper has the method "CIFAR-10"' tags --kind method --timeline CIFAR-10

# extract reads and writes lines and touches no library.
rm -rf "$home/.local"
printf '%s\n' '{"id":"scheme-less/Odd Id 1","title":"","abstract":"We train a ResNet-50 on CIFAR-10."}' \
	'{"id":"2","title":"Nothing here","abstract":"Plain words."}' \
	'{"id":"3","title":"X","abstract":"See https://github.com/a/b.git.","code_url":"https://github.com/not/said"}' \
	>"$home/texts"
good extract "$home/texts"
out_lines 3
sed -n 1p "$home/out" | grep -qF '{"id":"scheme-less/Odd Id 1","tags":[' || fail 'the first id is another'
sed -n 1p "$home/out" | grep -qF '"name":"CIFAR-10","surface":["CIFAR-10"]' || fail 'CIFAR-10 is not found'
sed -n 2p "$home/out" | grep -qxF '{"id":"2","tags":[],"links":[]}' || fail 'something is found in nothing'
sed -n 3p "$home/out" | grep -qF '"url":"https://github.com/a/b","kind":"code"' || fail 'the link is not found'
out_lacks 'not/said'
nothing_said
[ ! -e "$home/.local" ] || fail 'extract made a library'
cp "$home/out" "$home/first"
cp "$home/texts" "$home/in"
good extract
cmp -s "$home/out" "$home/first" || fail 'standard input gives another answer'
cp "$home/texts" "$home/in"
good extract -
cmp -s "$home/out" "$home/first" || fail 'standard input gives another answer'
good extract --explain "$home/texts"
out_has '"CIFAR-10" in the abstract at 24'
printf '{"id":"1","title":"a","abstract":"b"}\nnonsense\n{"id":"3","title":"c","abstract":"d"}\n' >"$home/broken"
run extract "$home/broken"
code_is 3
out_lines 2
err_has "$home/broken:2: "
wrong 1 '/no/such/file' extract /no/such/file

# A byte order mark before the first line is none of its text.
feed '\357\273\277{"id":"b","title":"CIFAR-10"}\r\n'
good extract
out_has '"id":"b"'
