/*
 * formats - the names of file formats in messages.
 */
#ifndef COMMAND_FORMATS_H
#define COMMAND_FORMATS_H

#include "base/err.h"
#include "exchange/format.h"

static inline bool formats_reads(const struct format *f)
{
	return f->read != NULL;
}

static inline bool formats_writes(const struct format *f)
{
	return f->write != NULL;
}

/* ERR_USAGE that names the word (NULL: there is none) and lists the formats that can be used. */
int formats_unknown(const char *word, bool (*usable)(const struct format *f),
	struct err *err);

#endif
