#include "command/formats.h"

#include "base/strbuf.h"

int formats_unknown(const char *word, bool (*usable)(const struct format *f), struct err *err)
{
	struct strbuf known = STRBUF_INIT;
	int rc;

	for (size_t i = 0; formats[i]; i++)
		if (usable(formats[i]))
			strbuf_addf(&known, " %s", formats[i]->name);
	rc = word ? err_set(err, ERR_USAGE, "\"%s\" is no format for this; there are:%s", word, known.buf)
		  : err_set(err, ERR_USAGE, "-f FORMAT is missing; there are:%s", known.buf);
	strbuf_release(&known);
	return rc;
}
