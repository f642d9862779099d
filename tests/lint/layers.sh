#!/bin/sh
# The include rule of the layers (layers.tsv), held against every #include of the tree; and no variable that can
# be written from everywhere. Prints each line that breaks a rule.
set -eu
cd "${TOP_SRCDIR:-.}"
find src ui $(ls -d net 2>/dev/null) -name "*.[ch]" | sort | xargs grep -Hn '^ *# *include' |
awk -F'\t' '
	FNR == NR && /^#/ { section++; next }
	FNR == NR && section < 3 { allowed[$1] = " " $2 " "; next }
	FNR == NR { owner[$1] = $2; next }
	{
		split($0, part, ":")
		file = part[1]
		n = split(file, dir, "/")
		folder = dir[1] == "src" ? (n == 2 ? "main" : dir[2]) : dir[1]
		match($0, /[<"][^>"]*[>"]/)
		quote = substr($0, RSTART, 1)
		header = substr($0, RSTART + 1, RLENGTH - 2)
		if (header in owner && !index(" " owner[header] " ", " " file " "))
			bad(header " belongs to " owner[header] " only")
		if (quote != "\"" || !(folder in allowed))
			next
		slash = index(header, "/")
		to = slash ? substr(header, 1, slash - 1) : folder
		if (to != folder && allowed[folder] != " * " && !index(allowed[folder], " " to " "))
			bad(folder " may not include " header)
	}
	function bad(why) { print file ":" part[2] ": " why; wrong = 1 }
	END { exit wrong }
' tests/lint/layers.tsv -
