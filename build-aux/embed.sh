#!/bin/sh
# embed.sh NAME FILE > NAME.c: a data file as a C array, with a zero byte after its end.
# The header that declares it says: extern const char NAME[]; extern const size_t NAME_size;
set -eu
name=$1 file=$2
printf '/* Made from %s; do not edit. */\n#include <stddef.h>\nextern const char %s[];\nextern const size_t %s_size;\n' \
	"${file##*/}" "$name" "$name"
printf 'const char %s[] = {\n' "$name"
od -An -v -td1 "$file" | sed 's/\([0-9]\)  */\1,/g; s/$/,/'
printf '0};\nconst size_t %s_size = sizeof %s - 1;\n' "$name" "$name"
