#!/bin/sh
# Every recorded answer of arXiv's, where the recordings stand beside the tree: see recorded.py.
set -eu
folder=${TOP_SRCDIR:-.}/../shared/data/recorded
[ -d "$folder" ] && python3 --version >/dev/null 2>&1 || exit 77
python3 "${TOP_SRCDIR:-.}/tests/functional/recorded.py" "${TOP_BUILDDIR:-.}/carrel" "$folder"
