/* Only the texts of a record: one statement, in which SQLite parses the line once for all its json_extract. */
#include "base/sql.h"
#include "exchange/field.h"
#include "exchange/jsonl.h"

enum column { ID, TITLE, TITLE_TEX, ABSTRACT, ABSTRACT_TEX, COMMENTS, COMMENT, COLUMNS };

static const char texts_sql[] =
	"SELECT json_extract(?1, '$.id'), json_extract(?1, '$.title'),"
	" json_extract(?1, '$.title_tex'), json_extract(?1, '$.abstract'), json_extract(?1, '$.abstract_tex'),"
	" json_extract(?1, '$.comments'), json_extract(?1, '$.comment')";

/* An array or object comes as its JSON, and some texts begin like one. */
static bool plain(const struct str *texts)
{
	for (int i = 0; i < COLUMNS; i++)
		if (texts[i].n && (*texts[i].p == '[' || *texts[i].p == '{'))
			return false;
	return true;
}

/* The first of two columns that has something in it. */
static const char *line_of(const struct str *texts, enum column first, enum column other, struct arena *a)
{
	const char *line = field_line(texts[first], a);

	return line ? line : field_line(texts[other], a);
}

/* The record of an object, as JSON that opens with a brace is; false where a text is an array or object. */
static bool take_texts(struct stmt *q, struct batch *batch, struct jsonl_record *record)
{
	struct arena *a = &batch->arena;
	struct str texts[COLUMNS];

	for (int i = 0; i < COLUMNS; i++)
		texts[i] = sql_str(q, i);
	if (!plain(texts))
		return false;
	*record = (struct jsonl_record){.id = field_line(texts[ID], a), .paper = batch_add(batch)};
	record->paper->title_tex = line_of(texts, TITLE_TEX, TITLE, a);
	record->paper->abstract_tex = line_of(texts, ABSTRACT_TEX, ABSTRACT, a);
	record->paper->comments = line_of(texts, COMMENTS, COMMENT, a);
	return true;
}

const char *jsonl_texts(struct jsonl *j, struct str line, struct batch *batch, struct jsonl_record *record)
{
	struct stmt *q;
	bool done = false;

	jsonl_take_line(j, line);
	if (str_starts(str_trim(line), "{") && sql_query(j->db, &q, NULL, texts_sql, "z", j->line.buf) == 0) {
		done = sql_step(q, NULL) > 0 && take_texts(q, batch, record);
		sql_done(q);
	}
	return done ? NULL : jsonl_line(j, line, batch, record);
}
