#!/bin/sh
# import: what is added, what is known, what cannot be read.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

good import "$fixtures/papers.jsonl"
no_output
err_has '6 papers added'
[ -f "$home/.local/share/carrel/library.db" ] || fail 'the library is not where it belongs'
good list --json --limit 0
cp "$home/out" "$home/before"

# Once more: nothing is added, nothing changes.
good import "$fixtures/papers.jsonl"
err_has '6 known already'
good list --json --limit 0
cmp -s "$home/before" "$home/out" || fail 'a second import changed something'

# Broken records are named by file and line; the others are saved.
run import "$fixtures/broken.jsonl"
code_is 3
no_output
err_has "$fixtures/broken.jsonl:2: "
err_has "$fixtures/broken.jsonl:4: "
err_has "$fixtures/broken.jsonl:5: "
err_has '2 papers added'
good show 2104.00007
out_has 'The Other Good One'

# Standard input, the format by name, quiet, JSON.
feed '%s\n' '{"id":"arxiv:2105.00001","title":"From a Pipe","authors":["Jo Essai"],"abstract":"Through a pipe."}'
good -q import -f jsonl -
nothing_said
good show 2105.00001 --json
out_has '"sources":["stdin"]'
good import --json "$fixtures/papers.jsonl"
out_is '{"added":0,"changed":0,"joined":0,"same":6,"bad":0,"resumed":0}'

# Files that are not there, are folders, or are nothing that is known.
wrong 1 '/no/such/file: No such file' import /no/such/file
wrong 1 'this is a folder' import "$home"
head -c 3000 /dev/zero >"$home/zeros"
wrong 1 "$home/zeros: " import "$home/zeros"
printf 'PK\003\004\024 the snapshot as it is downloaded' >"$home/archive.zip"
wrong 1 'archive.zip: compressed; unzip -p FILE | carrel import - reads it' import "$home/archive.zip"
gzip -c "$fixtures/papers.jsonl" >"$home/papers.jsonl.gz"
wrong 1 'papers.jsonl.gz: compressed; gzip -dc FILE' import "$home/papers.jsonl.gz"
printf '{"id":\n{"id":\n' >"$home/all-bad.jsonl"
run import "$home/all-bad.jsonl"
code_is 1
err_has 'all-bad.jsonl:1: '
err_has 'all-bad.jsonl:2: '

# fetch reads files, too, says what it cannot read, and is quiet about what it can.
formats=${TOP_SRCDIR:-.}/tests/fixtures/exchange
run --library "$home/fetched.db" fetch "$formats/mailing_2023.txt" "$formats/anthology.xml" "$formats/snapshot.jsonl"
code_is 3 # the Anthology has a paper without a title
run --library "$home/fetched.db" fetch "$home/zeros" "$formats/mailing_broken.txt" "$formats/mailing_1997.txt"
code_is 3
err_has 'mailing_broken.txt:14: the record has no arXiv identifier'
err_has 'zeros: not a format that is known (listing, jsonl, mailing,'
good --library "$home/fetched.db" list is:withdrawn
out_lines 3
good --library "$home/fetched.db" show math-ph/9712901 2601.90005 2303.90001

# One of two files fails: partly done.
run import /no/such/file "$fixtures/papers.jsonl"
code_is 3
err_has '/no/such/file'

# Another library by option and by variable; names with blanks.
good --library "$home/my own/papers here.db" import "$fixtures/papers.jsonl"
good list --library "$home/my own/papers here.db"
out_lines 6
CARREL_LIBRARY="$home/third.db" "$carrel" import -q "$fixtures/papers.jsonl"
[ -f "$home/third.db" ] || fail 'CARREL_LIBRARY is not heeded'

# What is no library is told and left alone.
echo 'a text of mine that is long enough to be looked at as if it were the head of a database' >"$home/text.db"
cp "$home/text.db" "$home/text.copy"
wrong 1 "$home/text.db" list --library "$home/text.db"
cmp -s "$home/text.db" "$home/text.copy" || fail 'a file that is no library was changed'

# A file name cannot write to the terminal.
printf 'no paper\n' >"$home/$(printf 'evil\033[2J.jsonl')"
run import -f jsonl "$home/$(printf 'evil\033[2J.jsonl')"
code_is 1
err_has 'evil?[2J.jsonl:1: '
! grep -q "$(printf '\033')" "$home/err" || fail 'an escape sequence came through'

# An interrupt ends with 130. The pipe opens once the program reads, so the signal finds it at work.
mkfifo "$home/pipe"
"$carrel" --library "$home/cut.db" import -f jsonl "$home/pipe" 2>"$home/err" &
pid=$!
exec 3>"$home/pipe"
cat "$fixtures/papers.jsonl" >&3
kill -INT "$pid"
exec 3>&-
called='import, interrupted'
code=0
wait "$pid" || code=$?
code_is 130
good --library "$home/cut.db" list
