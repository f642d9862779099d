#!/bin/sh
# What a person sees: aligned lines, styles, bars, progress, an editor. Needs script(1) of util-linux for a terminal.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

script --version >/dev/null 2>&1 || exit 77

# seen COLUMNS WORD...: a call whose three standard files are a terminal of that width; what it shows is in out.
seen() {
	columns=$1
	shift
	called="$* (at $columns columns)"
	code=0
	printf '%s\n' "stty cols $columns" "exec '$carrel' $*" >"$home/line"
	TERM=xterm script -qec "sh $home/line" /dev/null </dev/null >"$home/raw" || code=$?
	tr -d '\r' <"$home/raw" >"$home/out"
}

escapes() {
	grep -q "$(printf '\033')" "$home/out"
}

import_papers

seen 80 list
code_is 0
out_lines 6
[ "$(wc -L <"$home/out")" -le 80 ] || fail 'a line is wider than the terminal'
grep -q '^ 1  N   2021-03-09 cs.LG    Ada Example  *Gentle Descent Rev' "$home/out" || fail 'the first line is another'
grep -q '^ 3  N C 2021-01-04 cs.LG    Ada Example +1     Gentle.*…$' "$home/out" || fail 'the third line is another'
seen 140 list
out_has 'arxiv:2101.00001'
out_has 'Gentle Descent: Pruning for Small Devices'

seen 100 show 2101.00001
escapes || fail 'nothing is emphasised'
[ "$(grep -v 'https' "$home/out" | sed "s/$(printf '\033')\[[0-9;]*m//g" | wc -L)" -le 100 ] || fail 'lines are too wide'
seen 100 show --no-color 2101.00001
! escapes || fail '--no-color is not heeded'
NO_COLOR=1
export NO_COLOR
seen 100 show 2101.00001
! escapes || fail 'NO_COLOR is not heeded'
unset NO_COLOR

seen 100 tags --kind dataset
out_has '▪'
seen 80 'list "(a OR"'
code_is 2
out_has '  (a OR'
grep -q '^ *^$' "$home/out" || fail 'no caret under the query'

# What is long goes through the reader's pager; a pipe and a verb that asks have none of it.
PAGER="sed 's/^/> /'"
export PAGER
seen 80 list
code_is 0
[ "$(grep -c '^> ' "$home/out")" -eq 6 ] || fail 'the pager did not get the six lines'
good list
out_lines 6
! grep -q '^> ' "$home/out" || fail 'a pipe went through the pager'
seen 80 tag 2101.00001 +paged
no_output
PAGER=no-such-pager-here
seen 80 list
out_lines 6
PAGER=false
seen 80 list
code_is 0
unset PAGER

# Progress is a bar on the terminal, and nothing is left of it.
seen 80 --library "$home/bar.db" import "$fixtures/papers.jsonl"
grep -q '\[####' "$home/raw" || fail 'no progress is shown'
out_has '6 papers added'
seen 80 --library "$home/bar.db" import -q "$fixtures/papers.jsonl"
no_output

# A note in the editor.
printf '#!/bin/sh\ncat "$1" >"$HOME/before"\necho "written in the editor" >"$1"\n' >"$home/editor"
chmod +x "$home/editor"
EDITOR=$home/editor
export EDITOR
seen 80 note 2101.00001
code_is 0
seen 80 note 2101.00001
[ "$(cat "$home/before")" = 'written in the editor' ] || fail 'the editor does not get the note'
good note 2101.00001
out_is 'written in the editor'
