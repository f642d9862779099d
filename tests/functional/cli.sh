# What the command-line tests share. Each runs the built program in a new home of its own, and compares exit codes,
# standard output and standard error. To be sourced; the functions stop the test where an expectation fails.
set -eu

carrel=${TOP_BUILDDIR:-.}/carrel
fixtures=${TOP_SRCDIR:-.}/tests/fixtures/cli

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
trap 'exit 1' HUP INT TERM
: >"$home/in"

for name in $(env | sed -n 's/^\(XDG_[A-Z_]*\|CARREL_[A-Z_]*\)=.*/\1/p') BROWSER EDITOR PAGER NO_COLOR; do
	unset "$name"
done
HOME=$home
LC_ALL=C.UTF-8
TZ=UTC
export HOME LC_ALL TZ

fail() {
	echo "FAILED: $1"
	echo "  called: carrel $called (code $code)"
	sed 's/^/  out| /' "$home/out"
	sed 's/^/  err| /' "$home/err"
	exit 1
}

# feed FORMAT [WORD...]: what the next call finds on standard input, as printf writes it.
feed() {
	printf "$@" >"$home/in"
}

# run WORD...: calls the program. Standard input is empty where nothing was fed.
run() {
	called=$*
	code=0
	"$carrel" "$@" <"$home/in" >"$home/out" 2>"$home/err" || code=$?
	: >"$home/in"
}

code_is() {
	[ "$code" -eq "$1" ] || fail "the exit code is $code, not $1"
}

# out_is 'LINES': standard output is exactly that.
out_is() {
	printf '%s\n' "$1" >"$home/want"
	cmp -s "$home/want" "$home/out" || { sed 's/^/ want| /' "$home/want"; fail 'standard output is another'; }
}

out_has() {
	grep -qF -e "$1" "$home/out" || fail "standard output lacks: $1"
}

out_lacks() {
	! grep -qF -e "$1" "$home/out" || fail "standard output has: $1"
}

out_lines() {
	[ "$(wc -l <"$home/out")" -eq "$1" ] || fail "standard output has not $1 lines"
}

err_has() {
	grep -qF -e "$1" "$home/err" || fail "standard error lacks: $1"
}

nothing_said() {
	[ ! -s "$home/err" ] || fail 'standard error is not empty'
}

no_output() {
	[ ! -s "$home/out" ] || fail 'standard output is not empty'
}

# good WORD...: a call that must do all of it.
good() {
	run "$@"
	code_is 0
}

# wrong CODE 'MESSAGE' WORD...: a call that must fail so, with nothing on standard output.
wrong() {
	want=$1
	message=$2
	shift 2
	run "$@"
	code_is "$want"
	no_output
	err_has "$message"
}

# The papers of the fixture, which most tests start from.
import_papers() {
	good import "$fixtures/papers.jsonl"
}
