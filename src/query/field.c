#include "query/tree.h"

#include "paper/paper.h"

/* The order is that of completion: what is asked most comes first. */
static const struct field fields[] = {
	{"title", FIELD_TEXT, "title", "a word"},
	{"author", FIELD_TEXT, "authors", "a name"},
	{"abstract", FIELD_TEXT, "abstract", "a word"},
	{"tag", FIELD_TAG, "0, 1, 2", "a tag"},
	{"dataset", FIELD_TAG, "0", "a data set"},
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
	{"note", FIELD_NOTE, NULL, "a piece of the note"},
	{"host", FIELD_HOST, NULL, "a host like github.com"},
	{"repo", FIELD_REPO, NULL, "a repository like owner/name, an owner or a name"},
	{"verdict", FIELD_WORD, NULL, NULL},
};

#define MARKED(what) "p.num IN (SELECT paper FROM marks WHERE " what ")"
#define IN_STATE MARKED("state <> 0 AND state = ?")
#define TAGGED                                                                                      \
	"EXISTS (SELECT 1 FROM paper_tags x JOIN tags t USING (tag) WHERE x.paper = p.num AND t.kind = ?)"
#define CODE_IS "p.code = 1 AND p.verdict = ?"

static const struct field_word words[] = {
	{"is", "unread", "p.num NOT IN (SELECT paper FROM marks WHERE seen)", -1},
	{"is", "seen", MARKED("seen"), -1},
	{"is", "starred", MARKED("starred"), -1},
	{"is", "to-read", IN_STATE, STATE_TO_READ},
	{"is", "reading", IN_STATE, STATE_READING},
	{"is", "read", IN_STATE, STATE_READ},
	{"is", "skipped", IN_STATE, STATE_SKIPPED},
	{"state", "to-read", IN_STATE, STATE_TO_READ},
	{"state", "reading", IN_STATE, STATE_READING},
	{"state", "read", IN_STATE, STATE_READ},
	{"state", "skipped", IN_STATE, STATE_SKIPPED},
	{"state", "none", "p.num NOT IN (SELECT paper FROM marks WHERE state <> 0)", -1},
	{"has", "code", "p.code = 1", -1},
	{"has", "note", MARKED("note IS NOT NULL"), -1},
	{"has", "tag", "p.num IN (SELECT paper FROM user_tags)", -1},
	{"has", "list", "p.num IN (SELECT paper FROM list_papers)", -1},
	{"has", "dataset", TAGGED, TAG_DATASET},
	{"has", "method", TAGGED, TAG_METHOD},
	{"has", "abstract", "EXISTS (SELECT 1 FROM texts x WHERE x.paper = p.num AND x.abstract IS NOT NULL)",
		-1},
	{"has", "link", "EXISTS (SELECT 1 FROM links x WHERE x.paper = p.num)", -1},
	{"verdict", "live", CODE_IS, VERDICT_LIVE},
	{"verdict", "moved", CODE_IS, VERDICT_MOVED},
	{"verdict", "archived", CODE_IS, VERDICT_ARCHIVED},
	{"verdict", "empty", CODE_IS, VERDICT_EMPTY},
	{"verdict", "placeholder", CODE_IS, VERDICT_PLACEHOLDER},
	{"verdict", "gone", CODE_IS, VERDICT_GONE},
	{"verdict", "unknown", CODE_IS, VERDICT_UNKNOWN},
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
