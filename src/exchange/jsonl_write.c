#include "exchange/jsonl.h"

static void string_list(struct json *j, const char *key, const struct strs *list)
{
	json_key(j, key);
	json_open(j, '[');
	for (size_t i = 0; list && i < list->n; i++)
		json_z(j, list->at[i]);
	json_close(j, ']');
}

static void text(struct json *j, const char *key, const char *value)
{
	json_key(j, key);
	json_z(j, value);
}

static void yes_no(struct json *j, const char *key, bool value)
{
	json_key(j, key);
	json_bool(j, value);
}

/* absent is the value that stands for "not known". */
static void number(struct json *j, const char *key, int64_t value, int64_t absent)
{
	json_key(j, key);
	if (value == absent)
		json_null(j);
	else
		json_int(j, value);
}

static void link_object(const struct link *l, size_t n, struct json *j)
{
	json_open(j, '{');
	number(j, "n", (int64_t)n, 0);
	text(j, "url", l->url);
	text(j, "kind", link_kind_names[l->kind]);
	text(j, "host", l->host);
	text(j, "repo", l->repo);
	text(j, "from", link_from_names[l->from]);
	text(j, "verdict", link_verdict_names[l->verdict]);
	text(j, "checked", l->checked);
	number(j, "stars", l->stars, -1);
	text(j, "language", l->language);
	text(j, "license", l->license);
	text(j, "pushed", l->pushed);
	text(j, "description", l->description);
	json_close(j, '}');
}

void jsonl_links(const struct paper *p, struct json *j)
{
	json_open(j, '[');
	for (size_t i = 0; i < p->links.n; i++)
		link_object(&p->links.at[i], i + 1, j);
	json_close(j, ']');
}

/* Title and abstract, measured once: a tag has many spots. */
struct fields {
	struct str of[TAG_FIELDS];
};

/* The text of a spot; empty where it lies outside of the field. */
static struct str spot_text(const struct fields *f, const struct tag_spot *spot)
{
	return str_sub(f->of[spot->field], spot->at, (size_t)spot->at + spot->len);
}

static bool stood_before(const struct fields *f, const struct tag_spots *spots, size_t n)
{
	struct str form = spot_text(f, &spots->at[n]);

	for (size_t i = 0; i < n; i++)
		if (str_eq(spot_text(f, &spots->at[i]), form))
			return true;
	return false;
}

/* Each form once. The spots of one tag in one abstract are few, so looking back is cheapest. */
static void surface(const struct fields *f, const struct tag_spots *spots, struct json *j)
{
	json_key(j, "surface");
	json_open(j, '[');
	for (size_t i = 0; i < spots->n; i++)
		if (spot_text(f, &spots->at[i]).n && !stood_before(f, spots, i))
			json_str(j, spot_text(f, &spots->at[i]));
	json_close(j, ']');
}

void jsonl_tags(const struct paper *p, struct json *j)
{
	const struct fields f = {{[FIELD_TITLE] = str_of(p->title), [FIELD_ABSTRACT] = str_of(p->abstract)}};

	json_open(j, '[');
	for (size_t i = 0; i < p->tags.n; i++) {
		const struct tag *t = &p->tags.at[i];

		json_open(j, '{');
		text(j, "kind", tag_kind_names[t->kind]);
		text(j, "sort", tag_sort_names[t->sort]);
		text(j, "name", t->name);
		surface(&f, &t->spots, j);
		yes_no(j, "introduced", t->introduced);
		text(j, "rule", t->rule);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void facts(const struct paper *p, struct json *j)
{
	text(j, "id", p->id);
	text(j, "title", p->title);
	text(j, "title_tex", p->title_tex);
	string_list(j, "authors", &p->authors);
	yes_no(j, "et_al", p->et_al);
	text(j, "affiliation", p->affiliation);
	text(j, "date", p->date);
	text(j, "updated", p->updated);
	number(j, "version", p->version, 0);
	string_list(j, "categories", &p->categories);
	yes_no(j, "code_badge", p->code_badge);
	text(j, "abstract", p->abstract);
	text(j, "abstract_tex", p->abstract_tex);
	text(j, "comments", p->comments);
	text(j, "doi", p->doi);
	text(j, "venue", p->venue);
}

static void readers_own(const struct marks *m, struct json *j)
{
	string_list(j, "user_tags", m ? &m->tags : NULL);
	string_list(j, "lists", m ? &m->lists : NULL);
	text(j, "state", m && m->state != STATE_NONE ? paper_state_names[m->state] : NULL);
	yes_no(j, "starred", m && m->starred);
	yes_no(j, "unread", !m || m->unread);
	text(j, "note", m ? m->note : NULL);
	text(j, "news", m ? m->news : NULL);
}

void jsonl_paper(const struct paper *p, const struct marks *m, struct json *j)
{
	json_open(j, '{');
	facts(p, j);
	json_key(j, "links");
	jsonl_links(p, j);
	json_key(j, "tags");
	jsonl_tags(p, j);
	readers_own(m, j);
	text(j, "added", p->added);
	string_list(j, "sources", &p->sources);
	string_list(j, "keywords", &p->keywords);
	yes_no(j, "withdrawn", p->withdrawn);
	number(j, "read_version", m && !m->unread ? m->seen_version : 0, 0);
	json_close(j, '}');
}

void jsonl_code_page(const struct code_page *p, struct json *j)
{
	json_open(j, '{');
	text(j, "host", p->host);
	text(j, "repo", p->repo);
	text(j, "verdict", link_verdict_names[p->verdict]);
	text(j, "reason", p->reason);
	text(j, "checked", p->checked);
	text(j, "moved_to", p->moved_to);
	text(j, "fork_of", p->fork_of);
	text(j, "description", p->description);
	text(j, "homepage", p->homepage);
	text(j, "language", p->language);
	text(j, "license", p->license);
	string_list(j, "topics", &p->topics);
	number(j, "stars", p->stars, -1);
	yes_no(j, "archived", p->archived);
	text(j, "created", p->created);
	text(j, "pushed", p->pushed);
	text(j, "release", p->release);
	text(j, "branch", p->branch);
	string_list(j, "files", &p->files);
	text(j, "readme", p->readme);
	string_list(j, "papers", &p->papers);
	json_close(j, '}');
}
