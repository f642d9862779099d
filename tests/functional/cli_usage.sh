#!/bin/sh
# Words that are right and wrong, help and version: exit code 2 and the word in the message.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

good --version
out_has 'carrel '
out_lines 1
nothing_said
good list --version
out_has 'carrel '

good --help
for verb in browse import fetch list show related extract tag tags lists note mark open export undo log backup doctor help; do
	out_has "  $verb "
done
for option in --library --config --offline --json -q -v --no-color --version --help; do
	out_has "$option"
done
nothing_said
for verb in code fetch import list related tags; do
	good help "$verb"
	awk '/^Options/ { on = 1 } on && length($0) > 80 { exit 1 }' "$home/out" || fail "the options of $verb are too wide"
done
good help list
out_has 'usage: carrel list'
out_has '--after ID'
good list --help
out_has 'usage: carrel list'
good help keys
out_has 'j'
good help config

wrong 2 '"improt" is no verb; did you mean import?' improt x
wrong 2 '"federated" is no verb' federated
wrong 2 '"li" is no verb' li
wrong 2 'unknown option --bogus' list --bogus
wrong 2 'did you mean --limit?' list --limt 3
wrong 2 'unknown option -z' list -z
wrong 2 'unknown option --nowhere' --nowhere list
wrong 2 '--limit: "many" is not a number' list --limit many
wrong 2 '--limit: "-3" is not a number' list --limit -3
wrong 2 '--limit: N is missing' list --limit
wrong 2 '--json takes no value' list --json=yes
wrong 2 '--sort: "size" is no order' list --sort size
wrong 2 '"abcd" is no verb' help abcd
wrong 2 'show: a word is missing' show
wrong 2 'mark: a word is missing' mark
wrong 2 '"extra" is one word too many' log extra
wrong 2 '"nonsense" is no format' import -f nonsense "$fixtures/papers.jsonl"
wrong 2 '"nonsense" is no format' export -f nonsense
wrong 2 '-f FORMAT is missing; there are:' export
wrong 2 '"finished" is none of' mark 2101.00001 finished
wrong 2 '--kind: "colour" is none of' tags --kind colour
wrong 2 '"x" is none of: add remove move rename delete' lists x y
wrong 2 'usage: carrel lists add' lists add survey
wrong 2 '"0" is not a number of changes' undo 0

# A query that cannot be read points at the place and finds nothing.
wrong 2 'query "(a OR"' list '(a OR'
wrong 2 'nofield' list 'nofield:x'

# Global options stand before and after the verb; -- ends them all.
import_papers
good --json list --limit 1
out_has '{"id":"arxiv:2103.00003"'
good list --limit=1 --json
out_has '{"id":"arxiv:2103.00003"'
good list -n1
out_lines 1
wrong 2 'query "--json"' list -- --json
good list -- -survey
out_lacks 'Survey'
good list -survey
out_lacks 'Survey'
out_lines 5
