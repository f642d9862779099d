#!/bin/sh
# Files of papers, read by the program and by another route (jq, xmllint, awk): the same papers with the same ids, titles,
# dates, categories, comments and authors. The recorded files are read, too, where they stand beside the source tree.
. "${TOP_SRCDIR:-.}/tests/functional/cli.sh"

called='' code=0
own=${TOP_SRCDIR:-.}/tests/fixtures/exchange
recorded=${TOP_SRCDIR:-.}/../shared/data/recorded

for tool in jq xmllint awk; do
	command -v "$tool" >/dev/null || exit 77
done

# What the program makes of files: a line a paper, its fields apart by U+001F.
as_read() {
	rm -f "$home/papers.db"*
	run --library "$home/papers.db" import -q "$@"
	[ "$code" -eq 0 ] || [ "$code" -eq 3 ] || fail "$1 is not read"
	"$carrel" --library "$home/papers.db" list --json --limit 0 | jq -r '[.id, .title_tex, .date // "",
		(.categories | join(" ")), .comments // "", (.authors | join("|"))] | join("\u001f")' | sort >"$home/read"
}

# same FILE: $home/want, which another program made of it, is what was read.
same() {
	sort -o "$home/want" "$home/want"
	[ -s "$home/want" ] || fail "nothing was expected of $1"
	diff "$home/want" "$home/read" >"$home/out" || fail "another is read of $1 than stands there"
}

# ---- arXiv's mail and .abs files ----

# Rows of dashes part the records; in each the first "\\" opens the head and the second closes it. Where there is TeX
# in the names of the authors, they are counted: "#3".
by_awk() {
	cat "$@" | tr -d '\r' | sed 's/^-----*$/\f/; s/^%%.*/\f/' | LC_ALL=C awk -v RS='\f' '
	function value(name,    at, rest) {
		at = index(head, "\n" name)
		if (!at)
			return ""
		rest = substr(head, at + 1 + length(name))
		sub(/\n.*/, "", rest)
		gsub(/[ \t]+/, " ", rest)
		gsub(/^ | $/, "", rest)
		return rest
	}
	function date_of(text,    part, n, i) {
		n = split(text, part, " ")
		for (i = 2; i < n; i++)
			if (index(months, part[i] " ") && part[i + 1] + 0 > 0)
				return sprintf("%04d-%02d-%02d", part[i + 1] < 100 ? 1900 + part[i + 1] : part[i + 1],
					(index(months, part[i] " ") + 3) / 4, part[i - 1])
		return ""
	}
	function names(text,    part, n, i, all, list) {
		while (gsub(/\([^()]*\)/, "", text))
			;
		gsub(/ and | & |: /, ",", text)
		n = split(text, part, ",")
		for (i = 1; i <= n; i++)
			if (part[i] ~ /^[\\, ]*(Jr|Sr|II|III|IV)\.?[ ]*$/) {
				sub(/^ */, " ", part[i])
				list = list part[i]
			} else if (part[i] ~ /[A-Za-z]/ && part[i] !~ /^ *et\.? al\.? *$/) {
				gsub(/^ +| +$/, "", part[i])
				list = list (all++ ? "|" : "") part[i]
			}
		return text ~ /[\\{$~]/ || list ~ /`|'"'"'/ ? "#" all + 0 : list
	}
	# A replaced paper tells no date of its first version; its identifier tells the month.
	function month_of(id) {
		sub(/.*\//, "", id)
		return (substr(id, 1, 2) > 90 ? 19 : 20) substr(id, 1, 2) "-" substr(id, 3, 2)
	}
	BEGIN { months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec " }
	{
		at = index($0, "\\\\\n")
		if (!at)
			next
		head = "\n" substr($0, at + 3)
		sub(/\n\\\\.*/, "", head)
		gsub(/\n[ \t]+/, " ", head)
		id = value("arXiv:") != "" ? value("arXiv:") : value("Paper (*cross-listing*):")
		if (id == "")
			id = value("Paper:")
		sub(/ .*/, "", id)
		archive = id
		sub(/\.[A-Z][A-Z]\//, "/", id)
		title = value("Title:")
		if (id == "" || title == "")
			next
		categories = value("Categories:")
		if (categories == "" && archive ~ /\//)
			categories = substr(archive, 1, index(archive, "/") - 1)
		authors = value("Authors:") != "" ? value("Authors:") : value("Author:")
		date = value("Date:") != "" ? date_of(value("Date:")) : month_of(id)
		printf "arxiv:%s\037%s\037%s\037%s\037%s\037%s\n", id, title, date, categories,
			value("Comments:"), names(authors)
	}' >"$home/want"
}

# Names give way to their number where only that is expected.
count_authors() {
	awk -F '\037' -v OFS='\037' 'NR == FNR { want[$1] = $6; next }
		want[$1] ~ /^#/ { $6 = "#" ($6 == "" ? 0 : split($6, names, "|")) }
		{ print }' "$home/want" "$home/read" >"$home/counted"
	sort -o "$home/read" "$home/counted"
}

mail() {
	by_awk "$@"
	as_read "$@"
	count_authors
	same "$1"
}

mail "$own/mailing_2023.txt"
mail "$own/mailing_1997.txt"
mail "$own/paper.abs" "$own/latin1.abs"

# A record of the same paper twice: the later one stands, as in the library.
broken() {
	by_awk "$1"
	awk -F '\037' '{ last[$1] = $0 } END { for (id in last) print last[id] }' "$home/want" >"$home/last"
	mv "$home/last" "$home/want"
	as_read "$1"
	[ "$code" -eq 3 ] || fail "$1 is not told to be broken"
	count_authors
	same "$1"
}

if [ -d "$recorded/arxiv-abs" ]; then
	for file in "$recorded"/arxiv-abs/listings/* "$recorded"/arxiv-abs/listings-2026/2*.txt; do
		mail "$file"
	done
	broken "$recorded/arxiv-abs/listings-2026/malformed.txt"
	# Two versions of one paper are one row; each file is one record.
	set --
	for file in "$recorded"/arxiv-abs/abs/*.abs; do
		case $file in
		*/adap-org_9509003v1.abs) ;;
		*) set -- "$@" "$file" ;;
		esac
	done
	mail "$@"
fi

# ---- the metadata snapshot ----

snapshot() {
	jq -r 'def line: if . == null then "" else gsub("\\s+"; " ") | ltrimstr(" ") | rtrimstr(" ") end;
		["arxiv:" + (.id | sub("\\.[A-Z][A-Z]/"; "/")), (.title | line),
		(.versions[0].created | strptime("%a, %d %b %Y %H:%M:%S GMT") | strftime("%Y-%m-%d")),
		.categories, (.comments | line),
		(.authors_parsed | map([.[1], .[0], .[2]] | map(select(. != "")) | join(" ") | line) | join("|"))]
		| join("\u001f")' "$1" >"$home/want"
	as_read "$1"
	same "$1"
}

snapshot "$own/snapshot.jsonl"
[ ! -d "$recorded/kaggle" ] || snapshot "$recorded/kaggle/arxiv-metadata-oai-snapshot.sample.jsonl"

# ---- the ACL Anthology ----

# The tree of new collections; a formula stands between dollar signs in what was read.
anthology() {
	: >"$home/want"
	n=$(xmllint --xpath 'count(//volume/paper[title])' "$1")
	for i in $(seq "$n"); do
		paper="(//volume/paper[title])[$i]"
		id=$(xmllint --xpath "concat(//collection/@id, '-', $paper/../@id, '.', $paper/@id)" "$1")
		title=$(xmllint --xpath "normalize-space($paper/title)" "$1")
		date=$(xmllint --xpath "string(($paper/year | $paper/../meta/year)[last()])" "$1")
		people=$(xmllint --xpath "count($paper/author)" "$1")
		printf 'acl:%s\037%s\037%.4s\037\037\037#%d\n' "$id" "$title" "$date" "$people" >>"$home/want"
	done
	as_read "$1"
	count_authors
	awk -F '\037' -v OFS='\037' '{ gsub(/\$/, "", $2); $3 = substr($3, 1, 4); print }' "$home/read" | sort >"$home/counted"
	mv "$home/counted" "$home/read"
	same "$1"
}

anthology "$own/anthology.xml"
if [ -d "$recorded/acl-anthology" ]; then
	for file in "$recorded"/acl-anthology/*.xml; do
		anthology "$file"
	done
fi
