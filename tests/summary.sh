#!/bin/sh
# summary.sh BUILD...: counts the tests of finished `make check` runs: each cmocka test, each script, each fuzz
# target. Last line: "N passed, N failed". Exit 1 where one failed or none ran.
find "$@" -name '*.trs' | sort | {
	passed=0 failed=0
	while read -r trs; do
		log=${trs%.trs}.log
		good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | awk '{ n += $1 } END { print n + 0 }')
		bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log" | awk '{ n += $1 } END { print n + 0 }')
		if grep -q '^:test-result: PASS' "$trs"; then
			[ "$good" -gt 0 ] || good=1
			bad=0
		elif grep -q '^:test-result: SKIP' "$trs"; then
			continue
		else
			[ "$bad" -gt 0 ] || bad=1
			echo "failed: ${trs%.trs}"
		fi
		passed=$((passed + good)) failed=$((failed + bad))
	done
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
