#include "exchange/jsonl.h"

#include "exchange/rows.h"

enum { LONGEST_LINE = 16 << 20 };

static int sniff(struct str text)
{
	struct str line;

	text = str_trim(text);
	if (!str_line(&text, &line))
		return 0;
	line = str_trim(line);
	if (!str_starts(line, "{"))
		return 0;
	return str_find(line, "\"title\"") >= 0 ? 90 : 50;
}

static const char *read_line(struct jsonl *j, struct str line, const struct intake *in, int *rc)
{
	struct jsonl_record record;
	const char *why;

	if (line.n > LONGEST_LINE)
		return "the line is longer than 16 MB";
	why = jsonl_line(j, line, in->batch, &record);
	if (why)
		return why;
	if (!record.paper->title_tex) {
		in->batch->n--;
		return "the record has no title";
	}
	if (record.has_marks && in->marks)
		*rc = in->marks(in->data, &record.marks);
	if (*rc == 0)
		*rc = in->paper(in->data, in->batch);
	return NULL;
}

static int read_jsonl(struct str text, const struct intake *in, struct err *err)
{
	struct jsonl *j;
	struct str line;
	int rc = jsonl_open(&j, err);

	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_sub(text, 3, text.n);
	for (size_t n = 1; rc == 0 && str_line(&text, &line); n++) {
		const char *why = str_trim(line).n ? read_line(j, line, in, &rc) : NULL;

		if (why)
			rc = in->bad(in->data, n, why);
	}
	jsonl_close(j);
	return rc;
}

static void write_jsonl(const struct paper *p, const struct marks *m, struct strbuf *out)
{
	struct json j = {out, false};

	jsonl_paper(p, m, &j);
	strbuf_addch(out, '\n');
}

const struct format format_jsonl = {
	.name = "jsonl",
	.suffix = ".jsonl .ndjson .json",
	.doc = "JSON lines: Carrel's own, plain records, the arXiv metadata snapshot",
	.sniff = sniff,
	.read = read_jsonl,
	.write = write_jsonl,
	.by_line = true,
};
