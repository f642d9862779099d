#include "library/selection_sql.h"

void text_release(struct text *t)
{
	strbuf_release(&t->sql);
	vec_release(&t->values);
}

void text_int(struct text *t, int64_t i)
{
	vec_push(&t->values, (struct sql_value){'i', i, NULL});
}

void text_z(struct text *t, const char *z)
{
	vec_push(&t->values, (struct sql_value){'z', 0, z});
}

/* CROSS JOIN keeps the order of the tables as written (sqlite.org/optoverview.html, section 8.1). */
void selection_add_from(struct text *t, const struct selection *sel)
{
	static const char *const from[] = {
		[DRIVE_ANY] = " FROM papers p",
		[DRIVE_INDEX] = " FROM papers p INDEXED BY ",
		[DRIVE_SEARCH] = " FROM search CROSS JOIN papers p ON p.num = search.rowid",
		[DRIVE_LIST] = " FROM list_papers l CROSS JOIN papers p ON p.num = l.paper",
		[DRIVE_RANKED] = " FROM temp.ranked r CROSS JOIN papers p ON p.num = r.num",
	};

	strbuf_addz(&t->sql, from[sel->drive]);
	if (sel->drive == DRIVE_INDEX)
		strbuf_addz(&t->sql, sel->order.index);
}

static void add_match(struct text *t, const struct selection *sel)
{
	if (sel->drive == DRIVE_SEARCH) {
		strbuf_addz(&t->sql, " AND search MATCH ?");
		text_z(t, sel->match);
		if (sel->dated) {
			strbuf_addz(&t->sql, " AND search.rowid >= ? AND search.rowid < ?");
			text_int(t, sel->from);
			text_int(t, sel->to);
		}
	} else if (sel->hits) {
		strbuf_addz(&t->sql, " AND EXISTS (SELECT 1 FROM temp.hits WHERE selection = ? AND num = p.num)");
		text_int(t, sel->hits);
	} else {
		strbuf_addz(&t->sql,
			" AND EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = p.num)");
		text_z(t, sel->match);
	}
}

void selection_add_conditions(struct text *t, const struct selection *sel)
{
	strbuf_addz(&t->sql, " WHERE 1");
	if (sel->drive == DRIVE_LIST) {
		strbuf_addz(&t->sql, " AND l.list = ?");
		text_int(t, sel->list);
	}
	if (sel->drive == DRIVE_RANKED) {
		strbuf_addz(&t->sql, " AND r.ranking = ?");
		text_int(t, sel->ranking);
	}
	if (sel->match)
		add_match(t, sel);
	if (sel->unranked && sel->ranking) {
		strbuf_addz(&t->sql, " AND NOT EXISTS (SELECT 1 FROM temp.ranked WHERE ranking = ? AND num = p.num)");
		text_int(t, sel->ranking);
	}
	if (sel->where) {
		strbuf_addf(&t->sql, " AND (%s)", sel->where);
		for (size_t i = 0; i < sel->args.n; i++)
			text_z(t, sel->args.at[i]);
	}
}

static const char *num_column(const struct selection *sel)
{
	return sel->drive == DRIVE_SEARCH && sel->by_num ? "search.rowid" : "p.num";
}

static void add_key(struct text *t, const struct selection *sel, const char *key)
{
	if (sel->order.number)
		text_int(t, strtoll(key, NULL, 10));
	else
		text_z(t, key);
}

void selection_add_start(struct text *t, const struct selection *sel, const struct row *from, bool down)
{
	const char *beyond = down ? "<" : ">";

	if (sel->by_num) {
		strbuf_addf(&t->sql, " AND %s %s ?", num_column(sel), beyond);
		text_int(t, from->num);
		return;
	}
	strbuf_addf(&t->sql, " AND (%s, p.num) %s (?, ?)", sel->order.column, beyond);
	add_key(t, sel, from->key);
	text_int(t, from->num);
}

void selection_add_order(struct text *t, const struct selection *sel, bool down)
{
	const char *way = down ? "DESC" : "ASC";

	if (sel->by_num)
		strbuf_addf(&t->sql, " ORDER BY %s %s", num_column(sel), way);
	else
		strbuf_addf(&t->sql, " ORDER BY %s %s, p.num %s", sel->order.column, way, way);
}
