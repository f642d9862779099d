#!/bin/sh
# list, show and the forms of an ID.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

# An empty library is no error.
good list
no_output
good list --json
no_output

import_papers

# Newest first, tabs between the fields.
good list
out_is "$(printf '%s\t%s\t%s\t%s\t%s\n' \
	arxiv:2103.00003 2021-03-09 cs.LG 'Ada Example' 'Gentle Descent Revisited' \
	arxiv:2102.00002 2021-02-11 cs.LG 'Cleo Muster' 'A Survey of Federated Learning' \
	arxiv:2101.00001 2021-01-04 cs.LG 'Ada Example +1' 'Gentle Descent: Pruning for Small Devices' \
	acl:2020.example-1.7 2020-07 cs.CL 'Finn Probe' 'Parsing with Patience' \
	"$(sed -n 's/^\(key:[0-9a-f]*\).*/\1/p' "$home/out")" 2019 '' 'Gina Versuch' 'Notes without a Number' \
	arxiv:hep-th/9901001 1999-01-02 hep-th 'Dora Beispiel +1' 'On α Strings')"
nothing_said
grep -q '^key:[0-9a-f]\{16\}	' "$home/out" || fail 'a paper without an id has no key'

# Pages.
good list --limit 2
out_lines 2
good list --limit 2 --after arxiv:2102.00002
out_has 'arxiv:2101.00001'
out_has 'acl:2020.example-1.7'
out_lines 2
good list --after arxiv:hep-th/9901001
no_output
wrong 4 '' list --after arxiv:9999.99999
good list --sort title --limit 1
out_has 'A Survey'
good list --reverse --limit 1
out_has 'hep-th/9901001'

# Queries: all words together.
good list gentle descent
out_lines 2
good list gentle -revisited
out_lines 1
good list 'author:"Ada Example"' date:2021-01
out_lines 1
good list dataset:CIFAR-10
out_lines 3
good list nothingatall
no_output

# Every form of an ID names the same paper.
for id in arxiv:2102.00002 2102.00002 2102.00002v2 arXiv:2102.00002v7 https://arxiv.org/abs/2102.00002 \
	http://arxiv.org/pdf/2102.00002v1.pdf ARXIV:2102.00002 arxiv:2102.0; do
	good show --json "$id"
	out_lines 1
	out_has '"title":"A Survey of Federated Learning"'
done
good show hep-th/9901001
out_has 'On α Strings'
good show https://doi.org/10.1234/EXAMPLE.7
out_has 'Parsing with Patience'
good show acl:2020.EXAMPLE-1.7
out_has 'Parsing with Patience'

# The N-th row of the last list.
good list gentle
good show '#2'
out_has 'Gentle Descent: Pruning'
wrong 4 '' show '#3'
wrong 4 '' show '#0'

# None, and more than one.
wrong 4 '2222.22222' show 2222.22222
wrong 4 '' show arxiv:2
wrong 4 '' show arxiv:210
run show 2101.00001 2222.22222 2102.00002
code_is 4
out_has 'Gentle Descent'
out_has 'Survey'
err_has '2222.22222'

# The fields of the contract, all there and in order.
good show --json 2101.00001
out_lines 1
tr ',{' '\n\n' <"$home/out" | sed -n 's/^"\([a-z_]*\)":.*/\1/p' | tr '\n' ' ' >"$home/names"
for name in id title title_tex authors et_al affiliation date updated version categories code_badge abstract \
	abstract_tex comments doi venue links n url kind host repo from verdict checked stars language license pushed \
	description tags kind sort name surface introduced rule user_tags lists state starred unread note added sources \
	keywords withdrawn read_version; do
	grep -q " $name \|^$name " "$home/names" || fail "a field is missing: $name"
done
out_has '"abstract":"We propose Gentle Descent (GD2), a pruning method. It reaches 83.3% on CIFAR-10 and ImageNet. Code is at'
out_has '"abstract_tex":"We propose Gentle Descent (GD2), a pruning method. It reaches 83.3\\% on'
out_has '"url":"https://github.com/example/gentle","kind":"code","host":"github.com","repo":"example/gentle","from":"abstract"'
out_has '"version":null'
out_has '"user_tags":[],"lists":[],"state":null,"starred":false,"unread":true,"note":null,"news":null,"added":"'
out_has '"sources":["papers.jsonl"],"keywords":[],"withdrawn":false,"read_version":null}'
good show 2101.00001
out_has 'Ada Example, Bo Sample'
out_has '1 code  https://github.com/example/gentle'

# A reader that stops reading is no error.
"$carrel" list --limit 0 2>"$home/err" | head -n 1 >"$home/out"
nothing_said
