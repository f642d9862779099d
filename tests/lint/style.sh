#!/bin/sh
# What a compiler does not see: line length, trailing blanks, an open-ended copy or a shell in C.
set -eu
export LC_ALL=C
cd "${TOP_SRCDIR:-.}"
find src ui $(ls -d net 2>/dev/null) tests -name '*.[ch]' | sort | xargs awk '
	function bad(why) { print FILENAME ":" FNR ": " why; wrong = 1 }
	{ line = $0; gsub(/\t/, "        ", line); gsub(/[\200-\277]/, "", line) } # a rune counts once
	length(line) > 120 { bad("longer than 120 columns") }
	/[ \t]$/ { bad("blank at the end") }
	/[^_a-z](strcpy|strcat|sprintf|gets|system|popen) ?\(/ { bad("not used here") }
	END { exit wrong }
'
