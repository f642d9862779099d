#include "query/tree.h"

#include "paper/paper.h"

/* The order is that of completion: what is asked most comes first. */
static const struct field fields[] = {
	{"title", FIELD_TEXT, "title", "a word"},
	{"author", FIELD_TEXT, "authors", "a name"},
	{"abstract", FIELD_TEXT, "abstract", "a word"},
	{"tag", FIELD_ANY_TAG, "0, 1", "a tag"},
	{"dataset", FIELD_TAG, "0", "a dataset"},
	{"method", FIELD_TAG, "1", "a method"},
	{"list", FIELD_LIST, NULL, "a reading list"},
	{"is", FIELD_WORD, NULL, NULL},
	{"has", FIELD_WORD, NULL, NULL},
	{"state", FIELD_WORD, NULL, NULL},
	{"date", FIELD_DATE, NULL, "a date like 2022, 2022-03..2022-10, >2024-01-01 or 30d"},
	{"added", FIELD_ADDED, NULL, "an age like 7d, 2w, 3m, 1y, or a date like 2022-03"},
	{"category", FIELD_CATEGORY, NULL, "a category like cs.LG, LG or cs"},
	{"source", FIELD_SOURCE, NULL, "the name of a source"},
	{"id", FIELD_ID, NULL, "an id or its beginning"},
	{"related", FIELD_RELATED, NULL, "the id of a paper"},
	{"note", FIELD_NOTE, NULL, "a piece of the note"},
	{"host", FIELD_HOST, NULL, "a host like github.com"},
	{"repo", FIELD_REPO, NULL, "a repository like owner/name, an owner or a name"},
	{"verdict", FIELD_WORD, NULL, NULL},
};

#define IN_STATE "marks x", "x.state <> 0 AND x.state = ?"
/* CROSS JOIN: the few tags of a paper, never all of a kind (sqlite.org/optoverview.html, section 8.1). */
#define TAGGED                                                                                 \
	NULL, "EXISTS (SELECT 1 FROM paper_tags x CROSS JOIN tags t ON t.tag = x.tag "          \
	      "WHERE x.paper = p.num AND t.kind = ?)"
#define CODE_IS NULL, "p.code = 1 AND p.verdict = ?"
#define CODE_WAS_FOUND NULL, "p.code = 1 AND p.verdict = ? AND p.verdict <> 0" /* which an index has */

static const struct field_word words[] = {
	{"is", "unread", "marks x", "x.seen", -1, true},
	{"is", "seen", "marks x", "x.seen", -1, false},
	{"is", "starred", "marks x", "x.starred", -1, false},
	{"is", "to-read", IN_STATE, STATE_TO_READ, false},
	{"is", "reading", IN_STATE, STATE_READING, false},
	{"is", "read", IN_STATE, STATE_READ, false},
	{"is", "skipped", IN_STATE, STATE_SKIPPED, false},
	{"is", "updated", "marks x",
		"x.seen AND x.seen_version BETWEEN 1 AND (SELECT version FROM papers v WHERE v.num = x.paper) - 1",
		-1, false},
	{"is", "withdrawn", NULL, "p.withdrawn", -1, false},
	{"state", "to-read", IN_STATE, STATE_TO_READ, false},
	{"state", "reading", IN_STATE, STATE_READING, false},
	{"state", "read", IN_STATE, STATE_READ, false},
	{"state", "skipped", IN_STATE, STATE_SKIPPED, false},
	{"state", "none", "marks x", "x.state <> 0", -1, true},
	{"has", "code", NULL, "p.code = 1", -1, false},
	{"has", "note", "marks x", "x.note IS NOT NULL", -1, false},
	{"has", "news", "marks x", "x.news IS NOT NULL", -1, false},
	{"has", "tag", "user_tags x", "1", -1, false},
	{"has", "list", "list_papers x", "1", -1, false},
	{"has", "dataset", TAGGED, TAG_DATASET, false},
	{"has", "method", TAGGED, TAG_METHOD, false},
	{"has", "abstract", NULL,
		"EXISTS (SELECT 1 FROM texts x WHERE x.paper = p.num AND x.abstract IS NOT NULL)", -1, false},
	{"has", "link", NULL, "EXISTS (SELECT 1 FROM links x WHERE x.paper = p.num)", -1, false},
	{"verdict", "live", CODE_WAS_FOUND, VERDICT_LIVE, false},
	{"verdict", "moved", CODE_WAS_FOUND, VERDICT_MOVED, false},
	{"verdict", "archived", CODE_WAS_FOUND, VERDICT_ARCHIVED, false},
	{"verdict", "empty", CODE_WAS_FOUND, VERDICT_EMPTY, false},
	{"verdict", "placeholder", CODE_WAS_FOUND, VERDICT_PLACEHOLDER, false},
	{"verdict", "gone", CODE_WAS_FOUND, VERDICT_GONE, false},
	{"verdict", "unknown", CODE_IS, VERDICT_UNKNOWN, false},
};

enum { FIELDS = sizeof fields / sizeof *fields, WORDS = sizeof words / sizeof *words };

const struct field *field_find(struct str name)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (str_case_eq(name, str_of(fields[i].name)))
			return &fields[i];
	return NULL;
}

bool field_takes_star(const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_TAG:
	case FIELD_ANY_TAG:
	case FIELD_LIST:
	case FIELD_SOURCE:
	case FIELD_ID:
		return true;
	default:
		return false;
	}
}

const struct field_word *field_word_find(const char *field, struct str word)
{
	for (size_t i = 0; i < WORDS; i++)
		if (!strcmp(words[i].field, field) && str_case_eq(word, str_of(words[i].word)))
			return &words[i];
	return NULL;
}

const char *query_field(size_t n)
{
	return n < FIELDS ? fields[n].name : NULL;
}

const char *query_value(const char *field, size_t n)
{
	for (size_t i = 0; i < WORDS; i++)
		if (!strcmp(words[i].field, field) && !n--)
			return words[i].word;
	return NULL;
}

void field_choices(const char *field, struct strbuf *out)
{
	for (size_t i = 0; query_value(field, i); i++)
		strbuf_addf(out, "%s%s", !i ? "" : query_value(field, i + 1) ? ", " : " or ",
			query_value(field, i));
}
