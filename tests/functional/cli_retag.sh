#!/bin/sh
# Papers are tagged again after an edit of the reader's own lists.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

own=$home/.config/carrel/extract

import_papers
papers=$(wc -l <"$fixtures/papers.jsonl")
good tags --retag
err_has '0 papers tagged again'

# ---- a name of the reader's own ----
mkdir -p "$own"
printf '!kind dataset\nCIFAR-10\n' >"$own/dataset-own.tsv"
good tags --retag
err_has "$papers papers tagged again"
good show --json 2101.00001
out_has '"rule":"dataset-own.tsv:2"'
good tags --retag
err_has '0 papers tagged again'

# ---- a name taken off ----
echo '-CIFAR-10' >"$own/dataset-own.tsv"
good tags --retag --background
[ "$(tail -n 1 "$home/out")" = "$papers $papers" ] || fail 'the progress does not end at the last paper'
good list dataset:CIFAR-10
no_output
good doctor

# ---- a line that cannot be read is named, and the others count ----
printf '!kind colour\nCIFAR-10\n' >"$own/dataset-own.tsv"
good tags --retag
err_has 'dataset-own.tsv:1'
good tags --kind dataset CIFAR-10
out_is "$(printf '3\tdataset\tCIFAR-10')"
