/*
 * catch - an intake for tests: keeps every paper and every complaint of a reader.
 */
#ifndef TESTS_UNIT_EXCHANGE_CATCH_H
#define TESTS_UNIT_EXCHANGE_CATCH_H

#include "base/strbuf.h"
#include "exchange/format.h"

struct catch
{
	struct batch batch;
	struct strbuf bad; /* "LINE: why\n" each */
	size_t n_bad;
	struct marks marks; /* the last ones told */
	size_t n_marks;
};

static inline int catch_paper(void *data, struct batch *batch)
{
	(void)data;
	(void)batch;
	return 0;
}

static inline int catch_bad(void *data, size_t line, const char *why)
{
	struct catch *c = data;

	strbuf_addf(&c->bad, "%zu: %s\n", line, why);
	c->n_bad++;
	return 0;
}

static inline int catch_marks(void *data, const struct marks *marks)
{
	struct catch *c = data;

	c->marks = *marks;
	c->n_marks++;
	return 0;
}

/* Reads text by the format of that name; answers what the reader answers. */
static inline int catch_read(struct catch *c, const char *format, struct str text)
{
	struct intake in = {.paper = catch_paper,
		.bad = catch_bad,
		.data = c,
		.batch = &c->batch,
		.marks = catch_marks};

	*c = (struct catch){.bad = STRBUF_INIT};
	return format_find(format)->read(text, &in, NULL);
}

static inline void catch_release(struct catch *c)
{
	batch_release(&c->batch);
	strbuf_release(&c->bad);
}

#endif
