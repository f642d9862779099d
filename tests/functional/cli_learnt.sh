#!/bin/sh
# A name that one paper introduces becomes a tag of the others that use it, whichever came first.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

feed '{"id":"arxiv:2401.00001","date":"2024-01-02","title":"Merging models on images","abstract":"We compare neural networks on the QuaxMerging problem and show that training helps."}\n'
good import -
good show --json 2401.00001
out_lacks '"name":"QuaxMerging"'

feed '{"id":"arxiv:2301.00002","date":"2023-01-02","title":"Weights for merged neural networks","abstract":"We propose QuaxMerging, a method that learns the weights of deep neural networks."}\n'
good import -
good show --json 2301.00002
out_has '"name":"QuaxMerging"'
out_has '"introduced":true'

# ---- the paper that was there before ----
good tags --retag
err_has '1 paper tagged again'
good show --json 2401.00001
out_has '"name":"QuaxMerging"'
out_has '"rule":"learnt:arxiv:2301.00002"'
out_has '"introduced":false'
good tags --retag
err_has '0 papers tagged again'

# ---- one that comes later; as it is written only ----
feed '{"id":"arxiv:2402.00003","date":"2024-02-02","title":"More of QuaxMerging with neural networks","abstract":"Deep learning."}
{"id":"arxiv:2402.00004","date":"2024-02-03","title":"On quaxmerging of rivers","abstract":"Water and deep neural networks."}\n'
good import -
good list --json method:QuaxMerging
out_lines 3
out_lacks 2402.00004

# ---- texts that go into no library know nothing of it ----
feed '{"id":"x","title":"QuaxMerging","abstract":"With QuaxMerging a neural network learns."}\n'
good extract -
out_lacks learnt:

# ---- doubtful as no list names it ----
good tags --review
out_is "$(printf '3\tmethod\tQuaxMerging\tlearnt:arxiv:2301.00002\tarxiv:2402.00003\tMore of QuaxMerging with neural networks')"
good tags --review --json --limit 1
out_has '"name":"QuaxMerging","papers":3'
mkdir -p "$home/.config/carrel/extract"
echo '-QuaxMerging' >"$home/.config/carrel/extract/rejected.tsv"
good tags --retag
good list method:QuaxMerging
no_output
good tags --review
no_output
