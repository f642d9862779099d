#!/bin/sh
# import: answers of servers that were saved as files are told by what stands in them, whatever their names are.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"
saved=${TOP_SRCDIR:-.}/tests/fixtures/net

good import "$saved/announced.rss" "$saved/query_2026.atom"
err_has '6 papers added'
good show 2608.00021
out_has 'Fay First'

cp "$saved/oai_arxiv_old.xml" "$home/answer"
good import "$home/answer"
good show 1603.00051
out_has 'Fränk R. Müller III'
good import "$saved/oai_none.xml"

# A record that cannot be read is named by its line; an error that a server sent is told.
run import "$saved/oai_raw.xml"
code_is 3
err_has "$saved/oai_raw.xml:83: a record without a title"
good show 2608.00041
wrong 1 "$saved/oai_expired.xml: the server says badResumptionToken" import "$saved/oai_expired.xml"
wrong 1 "$saved/query_error.atom: arXiv says" import "$saved/query_error.atom"

# What was cut short gives what is whole in it.
head -c 1500 "$saved/announced.rss" >"$home/cut"
run --library "$home/other.db" import "$home/cut"
code_is 3
err_has 'an entry that is broken off'

# What is damaged but whole is no failure.
sed 's/Abstract: /Abstract: R\&D~/' "$saved/announced.rss" | tr '~' '\000' >"$home/damaged"
good --library "$home/damaged.db" import "$home/damaged"
err_has '3 papers added'

# Pages of arXiv's: a listing, one paper; an empty day is no error, an unknown layout is one.
good import "$saved/list_new.html" "$saved/list_saved.html" "$saved/abs.html"
good show 2608.00081
out_has 'https://github.com/example/few-labels'
good show 2401.00111
out_has 'The XYZ Collaboration'
good import "$saved/list_none.html"
echo '<html><body><div id="dlpage"><p>Everything is new here</p></div></body></html>' >"$home/new.html"
wrong 1 "$home/new.html: no listing of arXiv's" import "$home/new.html"
