#!/bin/sh
# open, note in an editor, export, backup, doctor: other programs and files.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

import_papers

# ---- open ----
good open --print 2101.00001
out_is 'https://arxiv.org/abs/2101.00001'
good open --print 2101.00001 abs
out_is 'https://arxiv.org/abs/2101.00001'
good open --print 2101.00001 pdf
out_is 'https://arxiv.org/pdf/2101.00001'
good open --print 2101.00001 code
out_is 'https://github.com/example/gentle'
good open --print acl:2020.example-1.7 2
out_is 'https://zenodo.org/record/12345'
good open --print acl:2020.example-1.7
out_is 'https://aclanthology.org/2020.example-1.7'
wrong 4 'code' open --print 2102.00002 code
wrong 4 'no link 9' open --print 2101.00001 9
wrong 4 'no link 0' open --print 2101.00001 0
wrong 2 '"page"' open --print 2101.00001 page
wrong 4 '2222.22222' open --print 2222.22222

# A browser that tells through a named pipe what it was called with. Words are split on blanks; no shell sees them.
cat >"$home/browser" <<'END'
#!/bin/sh
printf '[%s]' "$@" >"$HOME/called"
END
chmod +x "$home/browser"
mkfifo "$home/called"
BROWSER="$home/browser --new-tab %s" "$carrel" open -q 2101.00001 code
[ "$(cat "$home/called")" = '[--new-tab][https://github.com/example/gentle]' ] || fail 'the browser was called otherwise'
BROWSER="no-such-browser:$home/browser" "$carrel" open -q 2101.00001
[ "$(cat "$home/called")" = '[https://arxiv.org/abs/2101.00001]' ] || fail 'the second browser was not taken'
rm "$home/called"

# One that works in the terminal is waited for, and how it ends is told; its name may have a blank in its path.
mkdir "$home/in a folder"
printf '#!/bin/sh\necho "reading $1"\nexit 3\n' >"$home/in a folder/w3m"
chmod +x "$home/in a folder/w3m"
BROWSER="'$home/in a folder/w3m'"
export BROWSER
run open 2101.00001
code_is 1
err_has 'ended with code 3'
out_is 'reading https://arxiv.org/abs/2101.00001'
printf '[open]\nin_terminal = elinks\n' >"$home/graphical"
good --config "$home/graphical" open -q 2101.00001
unset BROWSER

# ---- export ----
good tag 2101.00001 +kept
good lists add survey 2102.00002
good mark 2102.00002 reading
good note 2103.00003 'a thought'
good export -f jsonl
out_lines 6
cp "$home/out" "$home/copy.jsonl"
good --library "$home/other.db" import "$home/copy.jsonl"
good --library "$home/other.db" list --limit 0
cut -f1 "$home/out" >"$home/ids"
good list --limit 0
cut -f1 "$home/out" | cmp -s - "$home/ids" || fail 'the copy holds other papers'
good --library "$home/other.db" show --json 2101.00001 2102.00002 2103.00003
out_has '"user_tags":["kept"]'
out_has '"lists":["survey"],"state":"reading"'
out_has '"note":"a thought"'

# What is known keeps the marks that the reader gave it since.
good --library "$home/other.db" tag 2101.00001 -kept +other
good --library "$home/other.db" import "$home/copy.jsonl"
err_has '6 known already'
good --library "$home/other.db" show --json 2101.00001
out_has '"user_tags":["other"]'
good export -f bibtex id:2101.00001
out_has 'Gentle Descent'
out_has '2101.00001'
good export -f bibtex 2102.00002 2101.00001
[ "$(grep -c '^@' "$home/out")" -eq 2 ] || fail 'not the two papers named'
grep '^@\|eprint' "$home/out" | head -n 2 | grep -q 2102.00002 || fail 'not in the order named'
good list --limit 2
good export -f jsonl '#2'
out_lines 1
wrong 4 '#99' export -f jsonl '#1' '#99'
wrong 2 '-f FORMAT is missing' export
good export -f markdown gentle
out_has 'Gentle Descent'
good export -f jsonl nothingatall
no_output

# ---- backup ----
good backup "$home/copy.db"
good --library "$home/copy.db" show --json 2101.00001
out_has '"user_tags":["kept"]'
wrong 1 "$home/copy.db: this file exists" backup "$home/copy.db"
wrong 1 '/no/such/folder' backup /no/such/folder/copy.db

# ---- doctor ----
BROWSER=$home/browser
EDITOR=cat
export BROWSER EDITOR
good doctor
out_has 'library'
out_has '6 papers'
out_has 'config'
out_has 'locale'
BROWSER=no-such-browser
EDITOR=no-such-editor
good doctor
out_has 'no-such-editor is not found'
printf '[browser]\nno such line\n' >"$home/config"
run doctor --config "$home/config"
code_is 1
out_has "$home/config:2: "
err_has '1 trouble found'

# A file that may not grow is a full disk: told, not died of, and the library is whole.
before=$(ulimit -f)
ulimit -S -f 0
"$carrel" list --json >"$home/short" 2>/dev/null && code=0 || code=$?
ulimit -S -f "$before"
code_is 1
