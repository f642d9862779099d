#!/bin/sh
# Doubtful tags are asked about on a terminal. Needs script(1) of util-linux for one.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

script --version >/dev/null 2>&1 || exit 77
own=$home/.config/carrel/extract

# review ANSWERS: tags --review on a terminal of 90 columns; what it shows is in out.
review() {
	called='tags --review'
	code=0
	printf '%s\n' 'stty cols 90' "exec '$carrel' tags --review" >"$home/line"
	printf "$1" | TERM=xterm script -qec "sh $home/line" /dev/null >"$home/out" || code=$?
	code_is 0
}

feed '{"id":"arxiv:2301.00002","title":"Weights for merged neural networks","abstract":"It is old. We propose QuaxMerging, a method that learns the weights of deep neural networks. It is a new thing."}
{"id":"arxiv:2301.00003","title":"Weights for merged neural networks","abstract":"It is old. We propose QuaxMerging, a method that learns the weights of deep neural networks. It is a new thing."}
{"id":"arxiv:2301.00004","title":"Neural networks again","abstract":"We propose ZornPruning, a method that prunes deep neural networks."}
{"id":"arxiv:2301.00005","title":"Neural networks at last","abstract":"We propose ZornPruning, a method that prunes deep neural networks."}\n'
good import -

# ---- skip, something else, enough ----
review 's\nx\nq\n'
out_has 'QuaxMerging'
out_has 'We propose QuaxMerging, a method that learns the weights of deep neural networks.'
out_lacks 'It is old'
out_lacks 'It is a new thing'
out_has 'ZornPruning'
[ ! -e "$own" ] || fail 'something was written'

# ---- reject, keep ----
review 'n\ny\n'
[ "$(cat "$own/rejected.tsv")" = -QuaxMerging ] || fail 'the rejected tag is not in its list'
[ "$(cat "$own/kept.tsv")" = "$(printf '!kind method\nZornPruning')" ] || fail 'the kept tag is not in its list'
good tags --kind method QuaxMerging
no_output
good show --json 2301.00004
out_has '"rule":"kept.tsv:2"'
good tags --review
no_output
