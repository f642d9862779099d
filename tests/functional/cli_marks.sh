#!/bin/sh
# tag, tags, lists, mark, note, undo, log: the reader's own, and the way back.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

import_papers
good list --json --limit 0
cp "$home/out" "$home/before"

# ---- tags ----
good tag 2101.00001 2103.00003 +optim '+to discuss'
good show --json 2101.00001
out_has '"user_tags":["optim","to discuss"]'
good tags --kind user
out_is "$(printf '2\tuser\toptim\n2\tuser\tto discuss\n')"
good list tag:optim
out_lines 2
good tag 2101.00001 -optim -- '-to discuss'
good show --json 2101.00001
out_has '"user_tags":[]'
wrong 4 '"nowhere"' tag 2101.00001 -nowhere
wrong 4 '2222.22222' tag 2101.00001 2222.22222 +optim
good show --json 2101.00001
out_has '"user_tags":[]'
wrong 2 '' tag 2101.00001 optim
wrong 2 '' tag +optim +other
wrong 2 '' tag 2101.00001 '+a,b'
wrong 2 '' tag 2101.00001 +
good tag 2103.00003 +optim
err_has 'nothing to change'
good tags --kind dataset
grep -qx '3	dataset	CIFAR-10' "$home/out" || fail 'CIFAR-10 is not counted'
good tags --json --kind user
out_has '{"kind":"user","name":"optim","papers":1}'

# Global options stand behind this verb too; behind -- a name of one letter is a name.
good tag 2101.00001 +q +quiet -q
nothing_said
good tag 2101.00001 -quiet -- -q
good show --json 2101.00001
out_has '"user_tags":[]'

# ---- tags that the lists found, and are wrong ----
good tag 2101.00001 --reject CIFAR-10
good tags --kind dataset CIFAR-10
out_is "$(printf '2\tdataset\tCIFAR-10')"
good list dataset:CIFAR-10 --limit 0
out_lines 2
import_papers
good tags --retag
good list dataset:CIFAR-10 --limit 0
out_lines 2
good tag 2101.00001 --reject CIFAR-10
err_has 'nothing to change'
wrong 4 'BERTish' tag 2101.00001 --reject BERTish
wrong 2 'NAME is missing' tag 2101.00001 --reject
good log
out_has 'tag --reject CIFAR-10'
good undo
good list dataset:CIFAR-10 --limit 0
out_lines 3
good undo --redo
good tag 2101.00001 --accept dataset:CIFAR-10
good list dataset:CIFAR-10 --limit 0
out_lines 3
good undo 2

# ---- lists ----
good lists
no_output
good lists add survey 2102.00002 2101.00001 2103.00003
good lists
out_is "$(printf '3\tsurvey\n')"
good lists survey
[ "$(cut -f1 "$home/out" | tr '\n' ' ')" = 'arxiv:2102.00002 arxiv:2101.00001 arxiv:2103.00003 ' ] ||
	fail 'the list is not in its order'
good show --json '#3'
out_has '"id":"arxiv:2103.00003"'
good lists move survey 2103.00003 1
good lists survey
[ "$(cut -f1 "$home/out" | tr '\n' ' ')" = 'arxiv:2103.00003 arxiv:2102.00002 arxiv:2101.00001 ' ] ||
	fail 'the paper was not moved'
good lists remove survey 2102.00002
good lists rename survey 'next week'
good lists
out_is "$(printf '2\tnext week\n')"
good show --json 2101.00001
out_has '"lists":["next week"]'
good export -f jsonl '@next week'
out_lines 2
wrong 4 '"survey"' lists survey
wrong 4 '"survey"' lists delete survey
wrong 4 '"survey"' export -f jsonl @survey
wrong 4 '2222.22222' lists add survey 2222.22222
wrong 2 '"first"' lists move 'next week' 2101.00001 first
good lists delete 'next week'
good lists
no_output

# ---- states and notes ----
good mark 2101.00001 2102.00002 to-read
good show --json 2102.00002
out_has '"state":"to-read","starred":false,"unread":true'
good mark 2102.00002 read
good show --json 2102.00002
out_has '"state":"read","starred":false,"unread":false'
good undo
good show --json 2102.00002
out_has '"state":"to-read","starred":false,"unread":true'
good list state:to-read
out_lines 2
good mark 2102.00002 none
good show --json 2102.00002
out_has '"state":null'
good note 2101.00001
no_output
good note 2101.00001 worth 'another look'
good note 2101.00001
out_is 'worth another look'
good note --json 2101.00001
out_is '{"id":"arxiv:2101.00001","note":"worth another look"}'
good list has:note
out_lines 1
feed 'two\nlines\n\n'
good note 2101.00001 -
good note 2101.00001
out_is "$(printf 'two\nlines')"
good note 2101.00001 ''
good note 2101.00001
no_output
wrong 4 '' note 2222.22222 text

# ---- the way back ----
good log --json --limit 1
out_has '"what":"note taken off","papers":1,"undone":false'
good undo
err_has 'undone: note taken off'
good note 2101.00001
out_is "$(printf 'two\nlines')"
good undo --redo
good note 2101.00001
no_output
run undo 1000
code_is 3
good list --json --limit 0
cmp -s "$home/before" "$home/out" || fail 'undo did not bring everything back'
wrong 1 'nothing to undo' undo
good log
out_has ' undone'

# ---- a new version of what was read, and one that is withdrawn ----
version() {
	printf '{"id":"arXiv:2105.00009v%s","title":"A Sheet in Versions","date":"2021-05-01","comments":"%s"}\n' "$1" "$2" |
		"$carrel" import -q - || fail "version $1"
}
version 1 '9 pages'
good mark 2105.00009 read
good list is:updated
out_lines 0
version 2 '10 pages'
good list is:updated
out_lines 1
good show 2105.00009
out_has 'read, v2 since you read it'
good show --json 2105.00009
out_has '"unread":false'
out_has '"read_version":1'
good mark 2105.00009 read
good list is:updated
out_lines 0
good undo
good list is:updated
out_lines 1
version 3 'withdrawn by the author'
good list is:withdrawn
out_lines 1
good show 2105.00009
out_has 'version 3, withdrawn'
